package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"

	"github.com/containerd/platforms"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
	"github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// A build is what a target becomes; it and what it needs refer to the images that the resolver was asked for.
type build struct {
	*dockerfile2llb.Result
	resolver *resolver
}

func convert(q question) (result build, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	platform, err := platforms.Parse(cmp.Or(q.Platform, "linux/amd64"))
	if err != nil {
		return build{}, err
	}
	capabilities := pb.Caps.CapSet(pb.Caps.All())
	resolver := &resolver{platform: platform}
	converted, err := dockerfile2llb.Dockerfile2LLB(context.Background(), []byte(q.Dockerfile), dockerfile2llb.ConvertOpt{
		// It writes into the arguments.
		Config:         dockerui.Config{Target: q.Target, BuildArgs: maps.Clone(q.BuildArgs)},
		SourceMap:      llb.NewSourceMap(nil, "Dockerfile", "Dockerfile", []byte(q.Dockerfile)),
		TargetPlatform: &platform,
		MetaResolver:   resolver,
		LLBCaps:        &capabilities,
	})
	return build{converted, resolver}, err
}

// A resolver knows nothing of an image but that it exists. It answers with a name of its own for each use, since two uses
// of one image would otherwise be one operation.
type resolver struct {
	platform ocispecs.Platform
	mutex    sync.Mutex
	asked    []string
}

const host = "oracle.invalid/"

func (r *resolver) ResolveImageConfig(
	_ context.Context, reference string, _ sourceresolver.Opt,
) (string, digest.Digest, []byte, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	name := fmt.Sprintf("%s%d:use", host, len(r.asked))
	r.asked = append(r.asked, reference)
	config, err := json.Marshal(ocispecs.Image{
		Platform: r.platform,
		// Without a layer it would be taken for scratch.
		RootFS: ocispecs.RootFS{Type: "layers", DiffIDs: []digest.Digest{digest.FromString(reference)}},
	})
	return name, "", config, err
}

// images gives the line of each use: that of its operation, or for a mount, which has none, of the operation that takes it.
// Uses without any operation (the source of a mount that is in memory) have line 0.
func (b build) images() (images []use, err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	asked := b.resolver.asked
	definition, err := b.State.Marshal(context.Background(), llb.Platform(b.resolver.platform))
	if err != nil {
		return nil, err
	}
	numbers := map[string]int{}
	lines := make([]int, len(asked))
	for _, bytes := range definition.Def {
		var operation pb.Op
		if err := operation.UnmarshalVT(bytes); err != nil {
			return nil, err
		}
		hash := digest.FromBytes(bytes).String()
		line := lineOf(definition, hash)
		if name, ok := strings.CutPrefix(operation.GetSource().GetIdentifier(), "docker-image://"+host); ok {
			var number int
			if _, err := fmt.Sscanf(name, "%d:use", &number); err != nil {
				return nil, err
			}
			numbers[hash] = number
			lines[number] = line
			continue
		}
		for _, input := range operation.Inputs {
			number, ok := numbers[input.Digest]
			switch {
			case !ok || lines[number] != 0:
			case line != 0:
				lines[number] = line
			default:
				// A folder made for a mount.
				numbers[hash] = number
			}
		}
	}
	images = make([]use, len(asked))
	for number, reference := range asked {
		images[number] = use{reference, lines[number]}
	}
	return images, nil
}

func lineOf(definition *llb.Definition, hash string) int {
	for _, location := range definition.Source.GetLocations()[hash].GetLocations() {
		for _, place := range location.Ranges {
			return int(place.Start.Line)
		}
	}
	return 0
}

// environment gives variables by name.
func environment(list []string) map[string]string {
	variables := map[string]string{}
	for _, entry := range list {
		name, value, _ := strings.Cut(entry, "=")
		variables[name] = value
	}
	return variables
}
