package greptimedb.etcd.config.cluster;

import static greptimedb.etcd.config.ConfigurationText.cluster;
import static greptimedb.etcd.config.ConfigurationText.clusterProblems;
import static org.assertj.core.api.Assertions.assertThat;

import greptimedb.etcd.reliability.LossScenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chart values under {@code cluster.values}: which are passed on, and which are refused. */
class ChartValuesTest {
  private static final String NONE = "; there is no setting for it yet";

  /** The values of row 13, and the way past them by environment variables. */
  private static final List<String> DANGEROUS =
      List.of(
          "auth: {client: {secureTransport: true, existingSecret: etcd-tls}}",
          "auth: {peer: {secureTransport: true, useAutoTLS: true}}",
          "auth: {rbac: {enabled: true, rootPassword: hunter2}}",
          "auth: {token: {type: simple}}",
          "disasterRecovery: {enabled: true}",
          "startFromSnapshot: {enabled: true, existingClaim: c, snapshotFilename: db-1}",
          "defrag: {enabled: true}",
          "metrics: {enabled: true}",
          "fullnameOverride: store",
          "clusterDomain: example.org",
          "persistence: {enabled: false}",
          "persistentVolumeClaimRetentionPolicy: {enabled: true, whenDeleted: Delete}",
          "extraEnvVars: [{name: ETCD_DISASTER_RECOVERY, value: 'yes'}]");

  @Test
  @LossScenario(
      number = 13,
      text =
          "A stack file enables TLS, authentication, the chart's own recovery or another name"
              + " through cluster.values")
  void refusesEachValueThatBreaksOrEndangersACluster(TestReporter reporter) {
    for (var values : DANGEROUS) {
      assertThat(clusterProblems("{values: {" + values + "}}")).as(values).isNotEmpty();
    }
    reporter.publishEntry(
        "seen", DANGEROUS.size() + " of " + DANGEROUS.size() + " such values are refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          replicaCount: 5                                | replicaCount: 5                 | cluster.replicas
          image: {tag: 3.5.22}                           | image.tag: "3.5.22"             | cluster.image.tag
          global: {imageRegistry: mirror}                | global.imageRegistry: "mirror"  | cluster.image.registry
          global: {storageClass: fast}                   | global.storageClass: "fast"     | cluster.storage.class
          global: {defaultStorageClass: fast}            | global.defaultStorageClass: "fast" | cluster.storage.class
          persistence: {storageClass: fast}              | persistence.storageClass: "fast" | cluster.storage.class
          persistence: {size: 20Gi}                      | persistence.size: "20Gi"        | cluster.storage.size
          resources: {limits: {memory: 16Gi}}            | resources.limits.memory: "16Gi" | cluster.resources.memory
          resources: {requests: {cpu: 1}}                | resources.requests.cpu: 1       | cluster.resources.cpu
          autoCompactionMode: revision                   | autoCompactionMode: "revision"  | cluster.compaction.mode
          readinessProbe: {periodSeconds: 10}            | readinessProbe.periodSeconds: 10 | cluster.readiness.period
          nameOverride: store                            | nameOverride: "store"           | cluster.release
          namespaceOverride: store                       | namespaceOverride: "store"      | cluster.namespace
          disasterRecovery: {pvc: {existingClaim: nfs}}  | disasterRecovery.pvc: {existingClaim} | the block backup
          metrics: {podMonitor: {enabled: true}}         | metrics.podMonitor.enabled: true | the block monitoring
          startFromSnapshot: {enabled: true}             | startFromSnapshot: {enabled}    | the block restore
          defrag: {enabled: true}                        | defrag.enabled: true            | the block defrag
          """)
  void namesTheTypedSettingWhereThereIsOne(String values, String what, String setting) {
    assertThat(clusterProblems("{values: {" + values + "}}"))
        .singleElement()
        .asString()
        .startsWith("cluster.values." + what + ": ")
        .endsWith("; use " + setting);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          auth: {client: {secureTransport: true, existingSecret: s}} | auth.client: {secureTransport, existingSecret}
          auth: {peer: {secureTransport: true}}          | auth.peer: {secureTransport}
          auth: {rbac: {enabled: true}}                  | auth.rbac: {enabled}
          auth: {token: {enabled: true}}                 | auth.token: {enabled}
          clusterDomain: example.org                     | clusterDomain: "example.org"
          containerPorts: {client: 3379}                 | containerPorts: {client}
          service: {ports: {client: 3379}}               | service.ports: {client}
          service: {port: 3379}                          | service.port: 3379
          service: {enabled: false}                      | service.enabled: false
          service: {clusterIP: 10.0.0.9}                 | service.clusterIP: "10.0.0.9"
          command: [sleep]                               | command: [1 entry]
          args: [a, b]                                   | args: [2 entries]
          lifecycleHooks: {preStop: {}}                  | lifecycleHooks: {preStop}
          diagnosticMode: {enabled: true}                | diagnosticMode: {enabled}
          updateStrategy: {type: OnDelete}               | updateStrategy: {type}
          podManagementPolicy: OrderedReady              | podManagementPolicy: "OrderedReady"
          preUpgradeJob: {enabled: false}                | preUpgradeJob.enabled: false
          persistence: {enabled: false}                  | persistence.enabled: false
          persistentVolumeClaimRetentionPolicy: {whenScaled: Delete} | persistentVolumeClaimRetentionPolicy: {whenScaled}
          readinessProbe: {enabled: false}               | readinessProbe.enabled: false
          startupProbe: {enabled: true}                  | startupProbe: {enabled}
          configuration: "name: x"                       | configuration: "name: x"
          existingConfigmap: etcd-conf                   | existingConfigmap: "etcd-conf"
          extraEnvVarsCM: variables                      | extraEnvVarsCM: "variables"
          extraEnvVarsSecret: variables                  | extraEnvVarsSecret: "variables"
          """)
  void saysPlainlyWhereThereIsNoSetting(String values, String what) {
    assertThat(clusterProblems("{values: {" + values + "}}"))
        .singleElement()
        .asString()
        .startsWith("cluster.values." + what + ": ")
        .endsWith(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ETCD_QUOTA_BACKEND_BYTES   | ; use cluster.quota
          ETCD_ELECTION_TIMEOUT      | ; use cluster.electionTimeout
          ETCD_SNAPSHOT_COUNT        | ; use cluster.snapshotCount
          ETCD_AUTO_COMPACTION_MODE  | ; use cluster.compaction.mode
          ETCD_INITIAL_CLUSTER       | ; use cluster.replicas
          ETCD_DISASTER_RECOVERY     | ; use the block backup
          ETCD_START_FROM_SNAPSHOT   | ; use the block restore
          ETCD_INITIAL_CLUSTER_STATE | ; there is no setting for it yet
          ETCD_NAME                  | ; there is no setting for it yet
          ETCD_DATA_DIR              | ; there is no setting for it yet
          ETCD_WAL_DIR               | ; there is no setting for it yet
          ETCD_FORCE_NEW_CLUSTER     | ; there is no setting for it yet
          ETCD_UNSAFE_NO_FSYNC       | ; there is no setting for it yet
          ETCD_CONFIG_FILE           | ; there is no setting for it yet
          ETCD_LISTEN_CLIENT_URLS    | ; there is no setting for it yet
          ETCD_LISTEN_METRICS_URLS   | ; there is no setting for it yet
          ETCD_CERT_FILE             | ; there is no setting for it yet
          ETCD_PEER_AUTO_TLS         | ; there is no setting for it yet
          ETCD_ROOT_PASSWORD         | ; there is no setting for it yet
          ETCD_AUTH_TOKEN            | ; there is no setting for it yet
          ETCD_STRICT_RECONFIG_CHECK | ; there is no setting for it yet
          ETCD_MAX_WALS              | ; there is no setting for it yet
          ETCDCTL_ENDPOINTS          | ; there is no setting for it yet
          MY_POD_NAME                | ; there is no setting for it yet
          ALLOW_NONE_AUTHENTICATION  | ; there is no setting for it yet
          """)
  void refusesVariablesThatTheProgramOrEtcdsIdentityNeeds(String name, String instead) {
    assertThat(
            clusterProblems(
                "{values: {extraEnvVars: [{name: GOGC, value: '50'}, {name: %s, value: x}]}}"
                    .formatted(name)))
        .singleElement()
        .asString()
        .startsWith("cluster.values.extraEnvVars[1].name: \"" + name + "\": ")
        .endsWith(instead);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          extraEnvVars: {ETCD_LOG_LEVEL: warn}                | cluster.values.extraEnvVars: {ETCD_LOG_LEVEL}: expected a list
          extraEnvVars: "- name: ETCD_NAME"                   | cluster.values.extraEnvVars: "- name: ETCD_NAME": expected a list
          extraEnvVars: [{name: "{{ .Values.x }}"}]           | cluster.values.extraEnvVars[0].name: "{{ .Values.x }}": expected a name without a template
          extraEnvVars: [GOGC]                                | cluster.values.extraEnvVars[0]: "GOGC": expected a block with a name
          extraEnvVars: [{value: x}]                          | cluster.values.extraEnvVars[0]: {value}: expected a block with a name
          podLabels: {app.kubernetes.io/name: x}              | cluster.values.podLabels.app.kubernetes.io/name: "x": selects the members
          commonLabels: {app.kubernetes.io/instance: x}       | cluster.values.commonLabels.app.kubernetes.io/instance: "x": selects the members
          podLabels: {app.kubernetes.io/component: x}         | cluster.values.podLabels.app.kubernetes.io/component: "x": selects the members
          extraVolumeMounts: [{name: a, mountPath: /bitnami/etcd/data}]   | cluster.values.extraVolumeMounts[0].mountPath: "/bitnami/etcd/data": would hide
          extraVolumeMounts: [{name: a, mountPath: //bitnami/./etcd/}]    | cluster.values.extraVolumeMounts[0].mountPath: "//bitnami/./etcd/": would hide
          extraVolumeMounts: [{name: a, mountPath: /etc/../bitnami}]      | cluster.values.extraVolumeMounts[0].mountPath: "/etc/../bitnami": would hide
          extraVolumeMounts: [{name: a, mountPath: /}]                    | cluster.values.extraVolumeMounts[0].mountPath: "/": would hide
          extraVolumeMounts: [{name: a, mountPath: /snapshots}]           | cluster.values.extraVolumeMounts[0].mountPath: "/snapshots": would hide
          extraVolumeMounts: [{name: a, mountPath: /opt/bitnami/scripts}] | cluster.values.extraVolumeMounts[0].mountPath: "/opt/bitnami/scripts": would hide
          extraVolumeMounts: [{name: a, mountPath: "{{ .Values.x }}"}]    | cluster.values.extraVolumeMounts[0].mountPath: "{{ .Values.x }}": expected an absolute path without a template
          extraVolumeMounts: none                             | cluster.values.extraVolumeMounts: "none": expected a list
          service: {type: ExternalName}                       | cluster.values.service.type: "ExternalName": expected ClusterIP, NodePort or LoadBalancer
          image: 1                                            | cluster.values.image: 1: expected a block of chart values
          auth: none                                          | cluster.values.auth: "none": expected a block of chart values
          """)
  void seesThroughListsLabelsAndTemplates(String values, String line) {
    assertThat(clusterProblems("{values: {" + values + "}}"))
        .singleElement()
        .asString()
        .startsWith(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodeSelector: {disk: ssd}",
        "tolerations: [{key: etcd, operator: Exists}]",
        "affinity: {nodeAffinity: {}}",
        "podAntiAffinityPreset: hard",
        "topologySpreadConstraints: [{maxSkew: 1}]",
        "priorityClassName: system",
        "image: {pullSecrets: [registry], pullPolicy: Always, digest: sha256:0}",
        "global: {imagePullSecrets: [registry]}",
        "podAnnotations: {a: b}",
        "podLabels: {team: data}",
        "commonLabels: {team: data}",
        "networkPolicy: {allowExternal: false, ingressNSMatchLabels: {a: b}}",
        "persistence: {annotations: {a: b}, labels: {a: b}, selector: {matchLabels: {a: b}}}",
        "resources: {limits: {ephemeral-storage: 1Gi}}",
        "livenessProbe: {timeoutSeconds: 30}",
        "readinessProbe: {timeoutSeconds: 30, failureThreshold: 9}",
        "preUpgradeJob: {resources: {}}",
        "service: {type: LoadBalancer, annotations: {a: b}}",
        "serviceAccount: {annotations: {a: b}}",
        "logLevel: debug",
        "initialClusterToken: mine",
        "extraEnvVars: [{name: GOGC, value: '50'}, {name: ETCD_LOG_LEVEL, value: warn}, {name:"
            + " ETCD_MAX_REQUEST_BYTES, value: '1'}]",
        "extraVolumeMounts: [{name: a, mountPath: /etc/ssl/extra}]",
        "metrics: {podMonitor: {relabelings: []}}",
        "disasterRecovery: {cronjob: {nodeSelector: {a: b}}}",
        "defrag: {cronjob: {tolerations: []}}",
        "aValueOfAnotherChart: {a: 1}"
      })
  void passesOnWhatIsSafe(String values) {
    assertThat(cluster("{values: {" + values + "}}").values()).isNotEmpty();
  }

  @Test
  void printsNoValueThatIsInsideABlock() {
    assertThat(clusterProblems("{values: {auth: {rbac: {rootPassword: hunter2}}}}").toString())
        .doesNotContain("hunter2");
  }
}
