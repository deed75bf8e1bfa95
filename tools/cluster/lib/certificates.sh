# shellcheck shell=bash
# One authority, one certificate for the API server, one identity and kubeconfig for each part that talks to it.

readonly CERTIFICATES=$CLUSTER/certificates

make_certificates() {
  [[ -f $CERTIFICATES/complete ]] && return
  rm -rf "$CERTIFICATES"
  (umask 077 && mkdir -p "$CERTIFICATES")
  # In the background, because bash passes over errors in whatever a condition calls.
  (
    cd "$CERTIFICATES" || exit
    umask 077
    new_key authority
    openssl req -x509 -new -key authority.key -days 3650 -subj /CN=greptimedb-etcd-local -out authority.crt
    new_key service-accounts
    openssl pkey -in service-accounts.key -pubout -out service-accounts.pub
    sign kube-apiserver /CN=kube-apiserver \
      "subjectAltName=DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local,IP:127.0.0.1,IP:$BRIDGE_ADDRESS,IP:${SERVICE_RANGE%.*}.1"
    identity admin /O=system:masters/CN=admin
    identity kube-controller-manager /CN=system:kube-controller-manager
    identity kube-scheduler /CN=system:kube-scheduler
    identity kube-proxy /CN=system:kube-proxy
    identity kubelet "/O=system:nodes/CN=system:node:$NODE"
  ) 2>"$CLUSTER/logs/certificates.log" &
  wait "$!" || fail "The certificates could not be made; see $CLUSTER/logs/certificates.log."
  touch "$CERTIFICATES/complete"
}

new_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"; }

# sign NAME SUBJECT EXTENSION...
sign() {
  local name=$1 subject=$2
  shift 2
  new_key "$name"
  openssl req -new -key "$name.key" -subj "$subject" -out "$name.csr"
  openssl x509 -req -in "$name.csr" -CA authority.crt -CAkey authority.key -CAcreateserial -days 3650 \
    -extfile <(printf '%s\n' "keyUsage=critical,digitalSignature" "extendedKeyUsage=serverAuth,clientAuth" "$@") -out "$name.crt"
  rm "$name.csr"
}

identity() {
  sign "$1" "$2"
  write_kubeconfig "$1"
}

# The certificates are embedded: the admin's file works wherever it is copied to on this machine.
write_kubeconfig() {
  local file=$CLUSTER/$1.kubeconfig
  cat >"$file" <<END
apiVersion: v1
kind: Config
current-context: greptimedb-etcd-local
clusters:
  - name: greptimedb-etcd-local
    cluster:
      server: https://127.0.0.1:$API_PORT
      certificate-authority-data: $(base64 -w 0 authority.crt)
users:
  - name: $1
    user:
      client-certificate-data: $(base64 -w 0 "$1.crt")
      client-key-data: $(base64 -w 0 "$1.key")
contexts:
  - name: greptimedb-etcd-local
    context: {cluster: greptimedb-etcd-local, user: $1}
END
}
