package greptimedb.etcd.ops.diff.read;

import greptimedb.etcd.ops.diff.compare.Secrets;
import greptimedb.etcd.ops.diff.compare.SideObject;
import java.util.List;

/**
 * One side of a comparison.
 *
 * @param objects of the program and of the releases
 * @param secrets that may be in them
 * @param notes what a reader has to know of where they come from, one line each
 * @param refusals what an up would stop at, one line each
 */
public record Side(
    List<SideObject> objects, Secrets secrets, List<String> notes, List<String> refusals) {}
