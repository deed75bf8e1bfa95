package greptimedb.etcd;

import io.grpc.ManagedChannelProvider;
import io.grpc.ManagedChannelRegistry;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's connections to Pulumi's engine, on a thread that ends before the program does. The JVM
 * waits up to 300 ms at its end while any thread is inside of native code, and gRPC's own threads
 * always are: they wait for the network (docs/performance.md, "A preview without changes").
 */
final class EngineChannels extends ManagedChannelProvider {
  /** Above that of gRPC's own, 5. */
  private static final int PRIORITY = 8;

  private static final long PATIENCE_MILLISECONDS = 300;

  private final EventLoopGroup threads =
      new NioEventLoopGroup(1, new DefaultThreadFactory("engine", true));

  private EngineChannels() {}

  /** Every channel that is built from now on is one of these. */
  static EngineChannels open() {
    var channels = new EngineChannels();
    ManagedChannelRegistry.getDefaultRegistry().register(channels);
    return channels;
  }

  /** Ends the thread; channels that are still open break. */
  void close() {
    ManagedChannelRegistry.getDefaultRegistry().deregister(this);
    threads
        .shutdownGracefully(0, PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS)
        .awaitUninterruptibly(PATIENCE_MILLISECONDS);
  }

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return PRIORITY;
  }

  @Override
  protected NettyChannelBuilder builderForAddress(String name, int port) {
    return onOwnThread(NettyChannelBuilder.forAddress(name, port));
  }

  @Override
  protected NettyChannelBuilder builderForTarget(String target) {
    return onOwnThread(NettyChannelBuilder.forTarget(target));
  }

  @Override
  protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }

  private NettyChannelBuilder onOwnThread(NettyChannelBuilder builder) {
    return builder.eventLoopGroup(threads).channelType(NioSocketChannel.class);
  }
}
