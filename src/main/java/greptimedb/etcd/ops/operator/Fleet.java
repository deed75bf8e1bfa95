package greptimedb.etcd.ops.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Clusters that one operator looks after.
 *
 * @param namespace of the Stack objects and all Secrets that they name
 * @param image of the program, with its digest
 * @param backend address of the state backend
 * @param organization first part of the stacks' names; {@code organization} on a self-managed
 *     backend
 * @param serviceAccount that the workspaces run as
 * @param passphrase of the state's secrets; empty if a {@code secretsProvider} encrypts them
 * @param secretsProvider such as {@code awskms://...}; empty for the backend's own
 * @param accessToken of Pulumi Cloud; empty for a self-managed backend
 * @param environment Secrets whose keys become environment variables, such as a cloud's credentials
 * @param refreshSeconds between two updates of an unchanged stack
 * @param memory that a workspace gets, as a Kubernetes quantity
 * @param clusters in the list's order
 */
record Fleet(
    String namespace,
    String image,
    String backend,
    String organization,
    String serviceAccount,
    Optional<SecretKey> passphrase,
    Optional<String> secretsProvider,
    Optional<SecretKey> accessToken,
    List<String> environment,
    long refreshSeconds,
    String memory,
    List<Member> clusters) {

  /**
   * A key of a Secret.
   *
   * @param secret its name
   * @param key in it
   */
  record SecretKey(String secret, String key) {}

  /**
   * One cluster.
   *
   * @param name of the stack and the Stack object
   * @param kubeconfig Secret with a key {@code kubeconfig}; empty for the operator's own cluster
   * @param config what its stack file would have, defaults of the list included
   */
  record Member(String name, Optional<String> kubeconfig, ObjectNode config) {}
}
