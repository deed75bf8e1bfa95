package greptimedb.etcd.ops.doctor.look;

/** What a fact would have been learnt from is not there to be asked; another check tells why. */
public final class Unasked extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With what is not there. */
  public Unasked(String message) {
    super(message);
  }
}
