package main

import (
	"context"
	"log"
	"strconv"
	"sync/atomic"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

const (
	// leaseSeconds is Metasrv's own (META_LEASE_SECS).
	leaseSeconds = 5
	// switchesKept is how long Metasrv goes by what it last read.
	switchesKept = 10 * time.Second
	callTimeout  = 2 * time.Second
)

// The switches are keys with an empty value, as Metasrv keeps them.
const (
	maintenance = "__switches/maintenance"
	paused      = "__switches/pause_procedure"
	recovery    = "__switches/recovery"
	leaderKey   = "__metasrv_election"
	sequence    = "__sequence/table_id"
)

const firstTableID = 1024

type store struct {
	client   *clientv3.Client
	settings settings
	address  string
	leading  atomic.Bool
}

func newStore(client *clientv3.Client, settings settings, address string) *store {
	return &store{client: client, settings: settings, address: address}
}

func (s *store) key(name string) string { return s.settings.prefix + name }

// lead campaigns for the leader's key again and again, and keeps it alive while it holds it.
func (s *store) lead(ctx context.Context) {
	for ctx.Err() == nil {
		if err := s.leadOnce(ctx); err != nil && ctx.Err() == nil {
			log.Print("not leading: ", err)
		}
		s.leading.Store(false)
		pause(ctx, 500*time.Millisecond)
	}
}

func (s *store) leadOnce(ctx context.Context) error {
	lease, err := s.client.Grant(ctx, leaseSeconds)
	if err != nil {
		return err
	}
	key := s.key(leaderKey)
	won, err := s.client.Txn(ctx).
		If(clientv3.Compare(clientv3.CreateRevision(key), "=", 0)).
		Then(clientv3.OpPut(key, s.address, clientv3.WithLease(lease.ID))).
		Commit()
	if err != nil || !won.Succeeded {
		s.client.Revoke(ctx, lease.ID)
		return err
	}
	alive, err := s.client.KeepAlive(ctx, lease.ID)
	if err != nil {
		return err
	}
	s.leading.Store(true)
	log.Print("leading")
	for range alive {
		// Until the lease is lost, or the process is asked to end.
	}
	return nil
}

func (s *store) leader(ctx context.Context) (string, error) { return s.get(ctx, leaderKey) }

func (s *store) isOn(ctx context.Context, name string) (bool, error) {
	answer, err := s.client.Get(ctx, s.key(name), clientv3.WithCountOnly())
	return err == nil && answer.Count > 0, err
}

func (s *store) set(ctx context.Context, name string, on bool) error {
	var err error
	if on {
		_, err = s.client.Put(ctx, s.key(name), "")
	} else {
		_, err = s.client.Delete(ctx, s.key(name))
	}
	return err
}

func (s *store) get(ctx context.Context, name string) (string, error) {
	answer, err := s.client.Get(ctx, s.key(name))
	if err != nil || len(answer.Kvs) == 0 {
		return "", err
	}
	return string(answer.Kvs[0].Value), nil
}

func (s *store) nextTableID(ctx context.Context) (int64, error) {
	value, err := s.get(ctx, sequence)
	if err != nil || value == "" {
		return firstTableID, err
	}
	return strconv.ParseInt(value, 10, 64)
}

func (s *store) setNextTableID(ctx context.Context, id int64) error {
	_, err := s.client.Put(ctx, s.key(sequence), strconv.FormatInt(id, 10))
	return err
}

func pause(ctx context.Context, time_ time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(time_):
	}
}
