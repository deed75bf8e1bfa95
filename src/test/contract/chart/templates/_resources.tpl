{{/* For the CronJobs, which no value reaches. */}}
{{- define "etcd.resources.nano" -}}
requests: {cpu: 100m, memory: 128Mi, ephemeral-storage: 50Mi}
limits: {cpu: 150m, memory: 192Mi, ephemeral-storage: 2Gi}
{{- end -}}

{{/* For the hook, and for members without resources of their own. */}}
{{- define "etcd.resources.micro" -}}
requests: {cpu: 250m, memory: 256Mi, ephemeral-storage: 50Mi}
limits: {cpu: 375m, memory: 384Mi, ephemeral-storage: 2Gi}
{{- end -}}
