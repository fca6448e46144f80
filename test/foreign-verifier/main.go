// Foreign-verifier checks what the ledger proves, with nothing of the ledger's own code: trees,
// proofs and notes by golang.org/x/mod, everything else by the format pages alone.
package main

import (
	"fmt"
	"os"
)

var commands = map[string]func(arguments []string) error{
	"trees": checkTrees,
	"log":   checkLog,
	"packs": checkPacks,
}

func main() {
	if len(os.Args) < 2 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "name what to check: trees, log, packs")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
