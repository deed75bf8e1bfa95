// Stands in for GreptimeDB's Metasrv in tests of a restore: it takes the same arguments and the same configuration file, answers the
// same HTTP calls, leads by a key with a lease, and writes numbered keys whose loss or duplication can be proved afterwards.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

// run takes the arguments that the operator gives: metasrv start --http-addr ... --config-file ...
func run(arguments []string) error {
	for len(arguments) > 0 && (arguments[0] == "metasrv" || arguments[0] == "start") {
		arguments = arguments[1:]
	}
	flags := flag.NewFlagSet("metasrv", flag.ContinueOnError)
	httpAddress := flags.String("http-addr", "0.0.0.0:4000", "where HTTP is served")
	flags.String("rpc-bind-addr", "", "taken and not used")
	address := flags.String("rpc-server-addr", "", "what the leader's key says")
	file := flags.String("config-file", "/etc/greptimedb/config.toml", "written by the operator")
	if err := flags.Parse(arguments); err != nil {
		return err
	}
	text, err := os.ReadFile(*file)
	if err != nil {
		return err
	}
	settings, err := parse(string(text))
	if err != nil {
		return err
	}
	client, err := clientv3.New(clientv3.Config{Endpoints: settings.addresses, DialTimeout: 5 * time.Second})
	if err != nil {
		return err
	}
	defer client.Close()
	return serve(*httpAddress, newStore(client, settings, *address))
}

// serve answers until it is asked to end. It does not resign: a leader that is killed does not either.
func serve(httpAddress string, store *store) error {
	stopped, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	numbers, err := newNumbers(store)
	if err != nil {
		return err
	}
	go store.lead(stopped)
	go numbers.write(stopped)
	server := &http.Server{Addr: httpAddress, Handler: handler(store, numbers)}
	go func() {
		<-stopped.Done()
		server.Close()
	}()
	fmt.Println("serving", httpAddress, "on", store.settings.addresses)
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return nil
}
