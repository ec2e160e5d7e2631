package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

// What the questions about several targets of one Dockerfile have in common.
var known sync.Map

type search struct {
	images  []use
	refused []refusal
	err     error
}

// imagesOf gives what every stage refers to. BuildKit leaves out what the target does not need, and its AllStages leaves
// out the triggers and the operations of those stages, so each stage is built as a target of its own.
func imagesOf(q question) ([]use, []refusal, error) {
	key := q
	if !strings.Contains(q.Dockerfile, "TARGETSTAGE") {
		key.Target = ""
	}
	text, err := json.Marshal(key)
	if err != nil {
		return nil, nil, err
	}
	once, _ := known.LoadOrStore(string(text), sync.OnceValue(func() search { return searchIn(q) }))
	result := once.(func() search)()
	return result.images, result.refused, result.err
}

func searchIn(q question) search {
	stages, err := stagesOf(q.Dockerfile)
	if err != nil {
		return search{err: err}
	}
	// None of the stages is the one that the user asks for, but that is what they see.
	arguments := map[string]string{"TARGETSTAGE": cmp.Or(q.Target, stages[len(stages)-1].written, "default")}
	maps.Copy(arguments, q.BuildArgs)

	images := map[use]struct{}{}
	refused := []refusal{}
	for _, stage := range stages {
		built, err := convert(question{stage.text, stage.name, arguments, q.Platform})
		if err != nil {
			refused = append(refused, refusal{stage.line, err.Error()})
			continue
		}
		found, err := built.images()
		if err != nil {
			refused = append(refused, refusal{stage.line, err.Error()})
		}
		for _, image := range found {
			images[image] = struct{}{}
		}
	}
	sorted := slices.SortedFunc(maps.Keys(images), func(a, b use) int {
		return cmp.Or(a.Line-b.Line, strings.Compare(a.Reference, b.Reference))
	})
	return search{images: append([]use{}, sorted...), refused: refused}
}

type stage struct {
	text    string // of a Dockerfile with this stage as a possible target
	name    string // there
	written string // its name in the Dockerfile as it is
	line    int    // of its FROM, from 1
}

// stagesOf gives every stage. Only the last one of a name can be a target, so those without a name get one, and for those
// that share one the Dockerfile ends with them.
func stagesOf(text string) ([]stage, error) {
	parsed, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	written, _, err := instructions.Parse(parsed.AST, linter.New(&linter.Config{SkipAll: true}))
	if err != nil {
		return nil, err
	}
	lines := strings.Split(text, "\n")
	last := map[string]int{}
	stages := make([]stage, len(written))
	for i, from := range written {
		// One range for each line of the instruction.
		first, final := from.Location[0], from.Location[len(from.Location)-1]
		stages[i] = stage{name: from.Name, written: from.Name, line: first.Start.Line}
		if from.Name == "" {
			stages[i].name = fmt.Sprintf("nameless-%d", i)
			end := final.End.Line - 1
			lines[end] = strings.TrimRight(lines[end], " \t\r") + " AS " + stages[i].name
		}
		last[stages[i].name] = i
	}
	for i := range stages {
		end := len(lines)
		if last[stages[i].name] != i {
			end = stages[i+1].line - 1
		}
		stages[i].text = strings.Join(lines[:end], "\n") + "\n"
	}
	return stages, nil
}
