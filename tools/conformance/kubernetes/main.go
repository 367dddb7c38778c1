// Command kubernetes answers as an API server of Kubernetes would when an object is created: strict decoding, defaulting,
// conversion, and the validation of the kind's registry; for custom resources what apiextensions does. There is no cluster: what
// depends on other objects passes.
//
//	kubernetes CRDS < requests    NDJSON requests on stdin, one NDJSON verdict a line on stdout, in order
//
// CRDS are the custom kinds that are served, as `npm run schemas -- --crds` prints them.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"k8s.io/apimachinery/pkg/runtime/schema"

	// As kube-apiserver has it: names of time zones do not depend on the machine.
	_ "time/tzdata"
)

// request is one object, as it stands in a manifest.
type request struct {
	ID     string          `json:"id"`
	Object json.RawMessage `json:"object"`
}

// verdict says whether the object would be created, and where it was refused if not.
type verdict struct {
	ID       string   `json:"id"`
	Accepted bool     `json:"accepted"`
	Stage    string   `json:"stage,omitempty"`
	Errors   []string `json:"errors,omitempty"`
}

// customKinds are the custom resources that are served.
var customKinds map[schema.GroupVersionKind]*customKind

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: kubernetes CRDS < requests")
		os.Exit(2)
	}
	// What is read at a time fits into memory: less garbage collection is a quarter of the time.
	debug.SetGCPercent(400)
	var err error
	if customKinds, err = readDefinitions(os.Args[1]); err == nil {
		err = judge(os.Stdin, os.Stdout)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "kubernetes:", err)
		os.Exit(1)
	}
}

// judge answers requests in their order. As in the server, several are judged at a time.
func judge(in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	var requests []request
	for {
		var req request
		if err := decoder.Decode(&req); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return fmt.Errorf("reading requests: %w", err)
		}
		requests = append(requests, req)
	}

	verdicts := make([]verdict, len(requests))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(requests)); i = next.Add(1) - 1 {
				verdicts[i] = answer(requests[i])
			}
		})
	}
	workers.Wait()

	answers := bufio.NewWriter(out)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for _, verdict := range verdicts {
		if err := encoder.Encode(verdict); err != nil {
			return err
		}
	}
	return answers.Flush()
}

func answer(req request) verdict {
	stage, found := create(req.Object)
	answer := verdict{ID: req.ID, Accepted: len(found) == 0, Errors: found}
	if len(found) > 0 {
		answer.Stage = stage
	}
	return answer
}
