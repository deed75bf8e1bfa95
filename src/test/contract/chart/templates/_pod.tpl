{{- define "etcd.podSecurity" -}}
fsGroup: 1001
fsGroupChangePolicy: Always
{{- end -}}

{{- define "etcd.containerSecurity" -}}
runAsUser: 1001
runAsGroup: 1001
runAsNonRoot: true
privileged: false
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Members, and hooks, apart from their like when there are nodes enough; called with root and component. */}}
{{- define "etcd.apart" -}}
podAntiAffinity:
  preferredDuringSchedulingIgnoredDuringExecution:
    - weight: 1
      podAffinityTerm:
        topologyKey: kubernetes.io/hostname
        labelSelector:
          matchLabels:
            {{- include "etcd.identity" .root | nindent 12 }}
            app.kubernetes.io/component: {{ .component }}
{{- end -}}
