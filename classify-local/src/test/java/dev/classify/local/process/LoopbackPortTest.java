package dev.classify.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Only Linux shows which process listens at a port.
@EnabledOnOs(OS.LINUX)
class LoopbackPortTest {

  private static final long SELF = ProcessHandle.current().pid();
  private static final long PARENT = ProcessHandle.current().parent().orElseThrow().pid();

  /// Has nothing to do with the listener.
  private static final long STRANGER = Long.MAX_VALUE;

  @Test
  void listenerIsItsProcessAndTheOnesThatStartedIt() throws Exception {
    try (ServerSocket listener = listenAt("127.0.0.1", 0)) {
      int port = listener.getLocalPort();
      assertThat(LoopbackPort.holder(port).orElseThrow()).contains("pid " + SELF);
      assertThat(LoopbackPort.heldByOther(port, SELF)).isFalse();
      assertThat(LoopbackPort.heldByOther(port, PARENT)).isFalse();
      assertThat(LoopbackPort.heldByOther(port, STRANGER)).isTrue();
    }
  }

  @Test
  void listenerAtEveryAddressHoldsThePort() throws Exception {
    try (ServerSocket listener = new ServerSocket(0)) {
      assertThat(LoopbackPort.heldByOther(listener.getLocalPort(), STRANGER)).isTrue();
    }
  }

  /// As containers whose ports are published at such an address do.
  @Test
  void listenerAtAnotherAddressDoesNotHoldThePort() throws Exception {
    try (ServerSocket other = listenAt("127.0.0.2", 0)) {
      int port = other.getLocalPort();
      assertThat(LoopbackPort.heldByOther(port, STRANGER)).isFalse();
      try (ServerSocket listener = listenAt("127.0.0.1", port)) {
        assertThat(listener.getLocalPort()).isEqualTo(port);
        assertThat(LoopbackPort.heldByOther(port, SELF)).isFalse();
        assertThat(LoopbackPort.heldByOther(port, STRANGER)).isTrue();
      }
    }
  }

  private static ServerSocket listenAt(String address, int port) throws Exception {
    return new ServerSocket(port, 1, InetAddress.getByName(address));
  }
}
