{{/* What selects the release's objects; never changes in its life. */}}
{{- define "etcd.identity" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "etcd.selector" -}}
{{ include "etcd.identity" . }}
app.kubernetes.io/component: etcd
{{- end -}}

{{- define "etcd.labels" -}}
{{ include "etcd.identity" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
