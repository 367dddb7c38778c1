// Command conformance asks the engines that read our files what they make of them, without a cluster or an account.
//
//	conformance eksctl          NDJSON requests on stdin, one NDJSON verdict a line on stdout, in order
//	conformance eksctl-schema   eksctl's own JSON Schema of a ClusterConfig, without prose
package main

import (
	"fmt"
	"io"
	"os"
)

var subcommands = map[string]func(in io.Reader, out io.Writer) error{
	"eksctl":        judgeEksctl,
	"eksctl-schema": func(_ io.Reader, out io.Writer) error { return printEksctlSchema(out) },
}

func main() {
	if len(os.Args) != 2 || subcommands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: conformance eksctl|eksctl-schema")
		os.Exit(2)
	}
	if err := subcommands[os.Args[1]](os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}
