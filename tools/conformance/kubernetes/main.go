// Command kubernetes answers as an API server of Kubernetes would when an object is created: strict decoding, defaulting,
// conversion, and the validation of the kind's registry. There is no cluster: what depends on other objects passes.
//
//	kubernetes < requests    NDJSON requests on stdin, one NDJSON verdict a line on stdout, in order
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

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

func main() {
	if len(os.Args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: kubernetes < requests")
		os.Exit(2)
	}
	if err := judge(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "kubernetes:", err)
		os.Exit(1)
	}
}

func judge(in io.Reader, out io.Writer) error {
	requests := json.NewDecoder(bufio.NewReaderSize(in, 1<<20))
	answers := bufio.NewWriter(out)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		var req request
		if err := requests.Decode(&req); errors.Is(err, io.EOF) {
			return answers.Flush()
		} else if err != nil {
			return fmt.Errorf("reading requests: %w", err)
		}
		stage, found := create(req.Object)
		answer := verdict{ID: req.ID, Accepted: len(found) == 0, Errors: found}
		if len(found) > 0 {
			answer.Stage = stage
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
}
