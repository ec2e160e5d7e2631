// Command oracle says what BuildKit makes of Dockerfiles, with its own frontend and without a daemon or a network.
//
// Each line of standard input is a question as JSON, and each line of standard output the answer to it, in order.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// A question is about one build of a Dockerfile.
type question struct {
	Dockerfile string            `json:"dockerfile"`
	Target     string            `json:"target"`    // the name of a stage; empty for the last one
	BuildArgs  map[string]string `json:"buildArgs"` // what the user gives
	Platform   string            `json:"platform"`  // linux/amd64 unless given
}

// An answer is either what the build makes, or why BuildKit refuses it.
type answer struct {
	Images  []use             `json:"images"`
	Refused []refusal         `json:"refused"`
	User    string            `json:"user"`
	Labels  map[string]string `json:"labels"`
	Env     map[string]string `json:"env"`
}

type failure struct {
	Error string `json:"error"`
}

// A use is a place where any stage names an image, needed by the target or not.
type use struct {
	Reference string `json:"reference"` // spelled out, as in docker.io/library/nginx:latest
	Line      int    `json:"line"`      // of the instruction, from 1; of the child's FROM for an ONBUILD trigger
}

// A refusal is a stage that cannot be built, although the target can.
type refusal struct {
	Line  int    `json:"line"` // of its FROM, from 1
	Error string `json:"error"`
}

func main() {
	if err := answerAll(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerAll(in io.Reader, out io.Writer) error {
	decoder := json.NewDecoder(bufio.NewReader(in))
	var questions []question
	for decoder.More() {
		var q question
		if err := decoder.Decode(&q); err != nil {
			return err
		}
		questions = append(questions, q)
	}
	answers := make([]any, len(questions))
	var group sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, q := range questions {
		turns <- struct{}{}
		group.Go(func() {
			defer func() { <-turns }()
			answers[i] = answerOne(q)
		})
	}
	group.Wait()
	writer := bufio.NewWriter(out)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for _, a := range answers {
		if err := encoder.Encode(a); err != nil {
			return err
		}
	}
	return writer.Flush()
}

func answerOne(q question) any {
	built, err := convert(q)
	if err != nil {
		return failure{err.Error()}
	}
	images, refused, err := imagesOf(q)
	if err != nil {
		return failure{err.Error()}
	}
	labels := built.Image.Config.Labels
	if labels == nil {
		labels = map[string]string{}
	}
	return answer{images, refused, built.Image.Config.User, labels, environment(built.Image.Config.Env)}
}
