// Command cilium answers as an agent of Cilium would: who may talk to whom, by Cilium's own policy engine, and which policies the API server
// and the agent refuse. There is no cluster: identities come from manifests.
//
//	cilium [crd.yaml...] < requests    NDJSON requests on stdin, one NDJSON answer a line on stdout, in order
//
// The files hold CRDs that the API server has beside Cilium's own.
//
// A request is either a world with queries or a list of objects to judge:
//
//	{ "id", "world": [objects], "queries": [{ "from", "to", "port", "protocol", "http"?, "dns"? }], "profile"? }
//	{ "id", "objects": [objects], "profile"? }
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
)

// request is one line. Queries and objects exclude each other.
type request struct {
	ID      json.RawMessage   `json:"id"`
	World   []json.RawMessage `json:"world"`
	Queries []query           `json:"queries"`
	Objects []json.RawMessage `json:"objects"`
	Profile json.RawMessage   `json:"profile"`
}

type answer struct {
	ID       json.RawMessage `json:"id,omitempty"`
	Verdicts []verdict       `json:"verdicts,omitempty"`
	Rejected []rejection     `json:"rejected,omitempty"`
	Judged   []judgement     `json:"judged,omitempty"`
	Error    string          `json:"error,omitempty"`
}

// rejection names an object that takes no part, and who refused it.
type rejection struct {
	Object string   `json:"object"`
	Judge  string   `json:"judge"`
	Errors []string `json:"errors"`
}

// Cilium logs what it is asked to: nothing.
var logger = slog.New(slog.DiscardHandler)

func main() {
	// A world is small, and its garbage large.
	debug.SetGCPercent(800)
	if err := serve(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cilium:", err)
		os.Exit(1)
	}
}

// job is a request that was read, while the ones before it are answered.
type job struct {
	request request
	world   *world
	err     error
}

// serve answers each request in its order. The engine's configuration is global, so one world is computed at a time; what comes before the
// engine is done ahead.
func serve(crds []string, in io.Reader, out io.Writer) error {
	judge, err := newAdmission(crds)
	if err != nil {
		return err
	}
	jobs := make(chan chan job, 16)
	var reading error
	go func() {
		defer close(jobs)
		reading = readJobs(in, judge, jobs)
	}()
	answers := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for one := range jobs {
		if err := encoder.Encode(respond(<-one, judge)); err != nil {
			return err
		}
		// Who waits for an answer gets it; who sends many lines at once pays for no flush between them.
		if len(jobs) == 0 {
			if err := answers.Flush(); err != nil {
				return err
			}
		}
	}
	return errors.Join(reading, answers.Flush())
}

func readJobs(in io.Reader, judge *admission, jobs chan<- chan job) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			one := make(chan job, 1)
			jobs <- one
			go func() { one <- read(line, judge) }()
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func read(line []byte, judge *admission) (one job) {
	defer func() { recoverInto(&one.err, recover()) }()
	if err := json.Unmarshal(line, &one.request); err != nil {
		return job{err: fmt.Errorf("reading the request: %w", err)}
	}
	if one.request.Objects == nil {
		one.world, one.err = readWorld(one.request.World, judge)
	}
	return one
}

// respond answers one line. A world that breaks the engine is that line's error.
func respond(one job, judge *admission) (result answer) {
	var err error
	defer func() {
		recoverInto(&err, recover())
		if err != nil {
			result = answer{ID: one.request.ID, Error: err.Error()}
		}
	}()
	if err = one.err; err != nil {
		return result
	}
	config, err := readProfile(one.request.Profile)
	if err != nil {
		return result
	}
	if err = config.apply(); err != nil {
		return result
	}
	result.ID = one.request.ID
	if one.request.Objects != nil {
		result.Judged = judgeObjects(one.request.Objects, config, judge)
		return result
	}
	result.Verdicts, err = answerQueries(one.world, one.request.Queries, config)
	result.Rejected = one.world.rejected
	return result
}

func recoverInto(err *error, broken any) {
	if broken != nil {
		*err = fmt.Errorf("the engine broke: %v\n%s", broken, debug.Stack())
	}
}
