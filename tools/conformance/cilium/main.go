// Command cilium answers as an agent of Cilium would: who may talk to whom, by Cilium's own policy engine, and which policies the API server
// and the agent refuse. There is no cluster: identities come from manifests.
//
//	cilium < requests    NDJSON requests on stdin, one NDJSON answer a line on stdout, in order
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
	if len(os.Args) != 1 {
		fmt.Fprintln(os.Stderr, "usage: cilium < requests")
		os.Exit(2)
	}
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cilium:", err)
		os.Exit(1)
	}
}

// serve answers each request as it comes: the engine's configuration is global, so one world is computed at a time.
func serve(in io.Reader, out io.Writer) error {
	judge, err := newAdmission()
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(in, 1<<20)
	answers := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(answers)
	encoder.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			if err := encoder.Encode(respond(line, judge)); err != nil {
				return err
			}
			// Who waits for an answer gets it; who sends many lines at once pays for no flush between them.
			if lines.Buffered() == 0 {
				if err := answers.Flush(); err != nil {
					return err
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return answers.Flush()
		}
		if err != nil {
			return err
		}
	}
}

// respond answers one line. A world that breaks the engine is that line's error.
func respond(line []byte, judge *admission) (result answer) {
	var req request
	defer func() {
		if broken := recover(); broken != nil {
			result = answer{ID: req.ID, Error: fmt.Sprintf("the engine broke: %v\n%s", broken, debug.Stack())}
		}
	}()
	if err := json.Unmarshal(line, &req); err != nil {
		return answer{Error: fmt.Sprintf("reading the request: %v", err)}
	}
	config, err := readProfile(req.Profile)
	if err == nil {
		err = config.apply()
	}
	if err != nil {
		return answer{ID: req.ID, Error: err.Error()}
	}
	if req.Objects != nil {
		return answer{ID: req.ID, Judged: judgeObjects(req.Objects, config, judge)}
	}
	verdicts, rejected, err := answerQueries(req, config, judge)
	if err != nil {
		return answer{ID: req.ID, Error: err.Error()}
	}
	return answer{ID: req.ID, Verdicts: verdicts, Rejected: rejected}
}
