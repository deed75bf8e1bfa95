package main

import (
	"fmt"
	"regexp"
	"strings"
)

// settings are what the stand-in needs of Metasrv's configuration file.
type settings struct {
	addresses []string
	prefix    string
}

var (
	addressesKey = regexp.MustCompile(`(?m)^\s*store_addrs\s*=\s*\[([^\]]*)\]`)
	prefixKey    = regexp.MustCompile(`(?m)^\s*store_key_prefix\s*=\s*["']([^"']*)["']`)
	text         = regexp.MustCompile(`["']([^"']+)["']`)
)

// parse reads the two keys of the top table that matter here.
func parse(toml string) (settings, error) {
	var found settings
	if key := addressesKey.FindStringSubmatch(toml); key != nil {
		for _, address := range text.FindAllStringSubmatch(key[1], -1) {
			found.addresses = append(found.addresses, strings.Split(address[1], ",")...)
		}
	}
	if len(found.addresses) == 0 {
		return found, fmt.Errorf("the configuration names no store_addrs:\n%s", toml)
	}
	if key := prefixKey.FindStringSubmatch(toml); key != nil {
		found.prefix = key[1]
	}
	return found, nil
}
