package greptimedb.etcd.ops.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StackFileTest {

  @Test
  void secretsAreFoundWhereverTheyAre() {
    // when
    var file =
        StackFile.parse(
            """
            config:
              greptimedb-etcd:cluster:
                values:
                  auth: {password: {secure: v1:a}}
                  extraEnvVars: [{name: PLAIN, value: x}, {name: TOKEN, value: {secure: v1:b}}]
              greptimedb-etcd:backup: {secure: v1:c}
              greptimedb-etcd:active: etcd
            """,
            "Pulumi.prod.yaml");
    // then
    assertThat(file.secrets())
        .extracting(Object::toString)
        .containsExactly(
            "/greptimedb-etcd:cluster/values/auth/password",
            "/greptimedb-etcd:cluster/values/extraEnvVars/1/value",
            "/greptimedb-etcd:backup");
    assertThat(file.encrypted()).containsExactly("greptimedb-etcd:backup");
    assertThat(file.settings()).containsEntry("greptimedb-etcd:active", "etcd");
  }
}
