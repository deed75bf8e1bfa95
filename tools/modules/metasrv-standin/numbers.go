package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

// numbers writes keys that no other pod writes, one after the other, and keeps a list of those that etcd has acknowledged: in memory,
// and in a file that outlives the pod where ACKNOWLEDGED names a folder.
type numbers struct {
	store    *store
	name     string
	interval time.Duration
	file     *os.File
	mutex    sync.Mutex
	lines    []string
}

func newNumbers(store *store) (*numbers, error) {
	name, err := os.Hostname()
	if err != nil {
		return nil, err
	}
	interval, err := time.ParseDuration(environment("WRITE_INTERVAL", "50ms"))
	if err != nil {
		return nil, err
	}
	numbers := &numbers{store: store, name: name, interval: interval}
	if folder := os.Getenv("ACKNOWLEDGED"); folder != "" {
		path := filepath.Join(folder, name)
		numbers.file, err = os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	}
	return numbers, err
}

// write goes by the pause that it read up to ten seconds ago, as Metasrv does.
func (n *numbers) write(ctx context.Context) {
	var read time.Time
	var isPaused bool
	// The start tells two runs of a container in one pod apart.
	start := time.Now().UnixMilli()
	for number := 1; ctx.Err() == nil; pause(ctx, n.interval) {
		if time.Since(read) > switchesKept {
			if on, err := n.store.isOn(ctx, paused); err == nil {
				isPaused, read = on, time.Now()
			}
		}
		if !n.store.leading.Load() || isPaused {
			continue
		}
		if n.put(ctx, fmt.Sprintf("numbers/%s-%d-%06d", n.name, start, number)) {
			number++
		}
	}
}

// put writes one key that was never there; a call without an answer is made again and may find its own key.
func (n *numbers) put(ctx context.Context, name string) bool {
	call, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	key := n.store.key(name)
	answer, err := n.store.client.Txn(call).
		If(clientv3.Compare(clientv3.CreateRevision(key), "=", 0)).
		Then(clientv3.OpPut(key, n.store.address)).
		Commit()
	if err != nil {
		log.Print("not acknowledged: ", name, ": ", err)
		return false
	}
	n.acknowledge(fmt.Sprintf("%s %x %d %d\n", name, answer.Header.ClusterId, answer.Header.Revision, time.Now().UnixMilli()))
	return true
}

func (n *numbers) acknowledge(line string) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.lines = append(n.lines, line)
	if n.file != nil {
		if _, err := n.file.WriteString(line); err != nil {
			log.Fatal("what was acknowledged cannot be kept: ", err)
		}
	}
}

func (n *numbers) acknowledged() string {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return strings.Join(n.lines, "")
}

func environment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}
