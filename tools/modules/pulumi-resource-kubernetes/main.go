// Command pulumi-resource-kubernetes is the Pulumi Kubernetes provider, linked from its published library.
//
// The library's own main embeds generated files that the published module does not carry, so this one
// supplies them: the schema comes from the module, with the version filled in; the Terraform mapping is empty,
// because only conversions from Terraform ask for it.
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/provider"
	"github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version"
)

//go:embed schema.json
var moduleSchema []byte

func main() {
	schema, err := withVersion(moduleSchema, version.Version)
	if err != nil {
		fmt.Fprintln(os.Stderr, "pulumi-resource-kubernetes:", err)
		os.Exit(1)
	}
	provider.Serve("kubernetes", version.Version, schema, []byte("{}"))
}

func withVersion(schema []byte, version string) ([]byte, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(schema, &fields); err != nil {
		return nil, fmt.Errorf("the provider's schema: %w", err)
	}
	encoded, err := json.Marshal(version)
	if err != nil {
		return nil, err
	}
	fields["version"] = encoded
	return json.Marshal(fields)
}
