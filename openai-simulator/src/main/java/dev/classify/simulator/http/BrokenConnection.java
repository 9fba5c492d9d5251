package dev.classify.simulator.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/// Breaks connections, as networks do.
final class BrokenConnection {

  private BrokenConnection() {}

  /// Closing with SO_LINGER 0 makes the system send RST; Vert.x has no method for that.
  static void reset(HttpServerRequest request) {
    Channel channel = ((ConnectionBase) request.connection()).channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }
}
