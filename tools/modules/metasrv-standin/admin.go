package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

// handler serves Metasrv's calls. With ADMIN=old it has none of those that came with 0.15.5.
func handler(store *store, numbers *numbers) http.Handler {
	mux := http.NewServeMux()
	health := func(answer http.ResponseWriter, request *http.Request) { fmt.Fprintln(answer, "OK") }
	mux.HandleFunc("GET /health", health)
	mux.HandleFunc("GET /admin/health", health)
	mux.HandleFunc("GET /admin/leader", func(answer http.ResponseWriter, request *http.Request) {
		leader, err := store.leader(request.Context())
		if err == nil && leader == "" {
			err = fmt.Errorf("nobody leads")
		}
		reply(answer, leader, err)
	})
	mux.HandleFunc("GET /acknowledged", func(answer http.ResponseWriter, request *http.Request) {
		fmt.Fprint(answer, numbers.acknowledged())
	})
	if os.Getenv("ADMIN") != "old" {
		admin(mux, store)
	}
	return mux
}

func admin(mux *http.ServeMux, store *store) {
	switchable(mux, store, "maintenance", maintenance, "enable", "disable", enabled)
	switchable(mux, store, "recovery", recovery, "enable", "disable", enabled)
	switchable(mux, store, "procedure-manager", paused, "pause", "resume", status)
	mux.HandleFunc("GET /admin/sequence/table/next-id", func(answer http.ResponseWriter, request *http.Request) {
		id, err := store.nextTableID(request.Context())
		reply(answer, map[string]int64{"next_table_id": id}, err)
	})
	mux.HandleFunc("POST /admin/sequence/table/set-next-id", func(answer http.ResponseWriter, request *http.Request) {
		id, err := setNextTableID(request, store)
		reply(answer, map[string]int64{"next_table_id": id}, err)
	})
}

// setNextTableID is possible in recovery mode only, and only forward.
func setNextTableID(request *http.Request, store *store) (int64, error) {
	var body struct {
		NextTableID int64 `json:"next_table_id"`
	}
	if err := json.NewDecoder(request.Body).Decode(&body); err != nil {
		return 0, err
	}
	ctx := request.Context()
	if on, err := store.isOn(ctx, recovery); err != nil || !on {
		return 0, fmt.Errorf("not in recovery mode (%v)", err)
	}
	if present, err := store.nextTableID(ctx); err != nil || body.NextTableID < present {
		return 0, fmt.Errorf("the next table id is %d and only goes forward (%v)", present, err)
	}
	return body.NextTableID, store.setNextTableID(ctx, body.NextTableID)
}

func enabled(on bool) any { return map[string]bool{"enabled": on} }

func status(on bool) any {
	if on {
		return map[string]string{"status": "paused"}
	}
	return map[string]string{"status": "running"}
}

func switchable(mux *http.ServeMux, store *store, group, key, begin, end string, shown func(bool) any) {
	mux.HandleFunc("GET /admin/"+group+"/status", func(answer http.ResponseWriter, request *http.Request) {
		on, err := store.isOn(request.Context(), key)
		reply(answer, shown(on), err)
	})
	set := func(on bool) http.HandlerFunc {
		return func(answer http.ResponseWriter, request *http.Request) {
			reply(answer, shown(on), store.set(context.WithoutCancel(request.Context()), key, on))
		}
	}
	mux.HandleFunc("POST /admin/"+group+"/"+begin, set(true))
	mux.HandleFunc("POST /admin/"+group+"/"+end, set(false))
}

func reply(answer http.ResponseWriter, content any, err error) {
	if err != nil {
		http.Error(answer, err.Error(), http.StatusInternalServerError)
		return
	}
	if text, isText := content.(string); isText {
		fmt.Fprint(answer, text)
		return
	}
	answer.Header().Set("Content-Type", "application/json")
	json.NewEncoder(answer).Encode(content)
}
