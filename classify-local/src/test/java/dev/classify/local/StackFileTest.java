package dev.classify.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.LoopbackPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

  @TempDir Path folder;

  private Path file = Path.of("stack.json");

  @BeforeEach
  void placeFile() {
    file = folder.resolve("stack.json");
  }

  @Test
  void whatWasChosenOnceIsKept() throws Exception {
    StackFile first = StackFile.obtain(file, Topology.Request.NONE);
    assertThat(first.ports().values()).hasSize(6).doesNotHaveDuplicates();
    assertThat(StackFile.obtain(file, Topology.Request.NONE)).isEqualTo(first);
  }

  @Test
  void portGivenByHandIsKeptAndTheOthersAreChosen() throws Exception {
    Files.writeString(file, "{\"ports\": {\"worker\": 9081}, \"databasePassword\": \"secret\"}");
    StackFile completed = StackFile.obtain(file, Topology.Request.NONE);
    assertThat(completed.port(StackFile.WORKER)).isEqualTo(9_081);
    assertThat(completed.ports()).hasSize(6);
    assertThat(completed.databasePassword()).isEqualTo("secret");
  }

  @Test
  void clusterTakesThosePortsOfTheContainersThatAreFree() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      if (LoopbackPort.free(9_083)) {
        taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9_083));
      }
      StackFile stack = StackFile.obtain(file, new Topology.Request(5, 5));
      Map<String, Integer> layout = PortLayout.of(new Topology(5, 5, 0));
      assertThat(layout)
          .containsEntry("restate-3-ingress", 38_080)
          .containsEntry("worker", 9_080)
          .containsEntry("gateway", 9_091);
      Map<String, Integer> placed = new HashMap<>(layout);
      placed.values().removeIf(port -> port == PortLayout.ANY);
      placed.forEach(
          (name, port) ->
              assertThat(stack.port(name) == port).as(name).isEqualTo(LoopbackPort.free(port)));
      assertThat(stack.port("classify-service-3")).isBetween(20_000, 32_000);
      assertThat(stack.ports().values()).hasSize(layout.size()).doesNotHaveDuplicates();
    }
  }

  @Test
  void stacksOfOneNodeTakeNoneOfThosePorts() throws Exception {
    StackFile stack = StackFile.obtain(file, new Topology.Request(1, 2));
    assertThat(stack.ports()).hasSize(10);
    assertThat(stack.ports().values()).allMatch(port -> port >= 20_000 && port < 32_000);
  }

  @Test
  void otherNumberOfNodesIsRefusedAndOfWorkersKept() throws Exception {
    StackFile first = StackFile.obtain(file, new Topology.Request(null, 2));
    assertThatThrownBy(() -> StackFile.obtain(file, new Topology.Request(5, null)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("has 1 node, which a start cannot change to 5")
        .hasMessageContaining("fix: set CLASSIFY_HOME to another folder");

    StackFile more = StackFile.obtain(file, new Topology.Request(1, 3));
    assertThat(more.port(StackFile.WORKER)).isEqualTo(first.port(StackFile.WORKER));
    assertThat(StackFile.obtain(file, Topology.Request.NONE).topology())
        .isEqualTo(new Topology(1, 3, 0));
    StackFile one = StackFile.obtain(file, new Topology.Request(null, 1));
    assertThat(one.portsInUse()).hasSize(6).doesNotContainKey("classify-service-1");
  }

  @Test
  void clusterThatChangesItsSizeKeepsItsPortsAndPasswords() throws Exception {
    StackFile three = StackFile.obtain(file, new Topology.Request(3, 2));
    StackFile five = StackFile.resize(file, 5);
    assertThat(five.topology()).isEqualTo(new Topology(5, 2, 0));
    assertThat(five.ports()).containsAllEntriesOf(three.ports()).doesNotContainValue(0);
    assertThat(five.ports().values()).doesNotHaveDuplicates();
    assertThat(five.databasePasswords()).isEqualTo(three.databasePasswords());
    assertThat(five.restatePorts("restate-5").node()).isPositive();

    StackFile back = StackFile.resize(file, 3);
    assertThat(back.portsInUse()).isEqualTo(three.portsInUse());
    Files.delete(file);
    assertThat(StackFile.obtain(file, Topology.Request.NONE)).isEqualTo(back);
  }

  @Test
  void fileOfOneNodeAndOneWorkerNeedsNotSaySo() throws Exception {
    Files.writeString(file, "{\"ports\": {}, \"databasePassword\": \"secret\"}");
    assertThat(StackFile.obtain(file, Topology.Request.NONE).topology()).isEqualTo(Topology.SINGLE);
  }

  @Test
  void brokenFileIsReportedAndLeftAsItIs() throws Exception {
    Files.writeString(file, "{\"ports\"");
    assertThatThrownBy(() -> StackFile.obtain(file, Topology.Request.NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("fix: ");
    assertThat(file).hasContent("{\"ports\"");
  }

  @Test
  void lostOrDamagedFileIsTakenFromItsCopy() throws Exception {
    StackFile first = StackFile.obtain(file, new Topology.Request(3, 2));
    Files.delete(file);
    assertThat(StackFile.obtain(file, Topology.Request.NONE)).isEqualTo(first);
    for (String damage : List.of("", "{\"ports\"", "null", "[]")) {
      Files.writeString(file, damage);
      assertThat(StackFile.obtain(file, Topology.Request.NONE)).as(damage).isEqualTo(first);
      assertThat(StackFile.read(file)).isEqualTo(first);
      assertThat(folder.resolve("stack.damaged.json")).hasContent(damage);
    }
  }

  @Test
  void changeByHandIsKeptWhenTheFileIsLostLater() throws Exception {
    StackFile first = StackFile.obtain(file, Topology.Request.NONE);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("(\"worker\" : )" + first.port(StackFile.WORKER), "$1" + 9_999));
    StackFile.obtain(file, Topology.Request.NONE);
    Files.delete(file);
    assertThat(StackFile.obtain(file, Topology.Request.NONE).port(StackFile.WORKER))
        .isEqualTo(9_999);
  }

  @Test
  void clusterThatLostBothFilesKeepsItsNodes() throws Exception {
    Files.createDirectories(folder.resolve("restate-1"));
    Files.createDirectories(folder.resolve("restate-3"));
    assertThat(StackFile.obtain(file, Topology.Request.NONE).topology())
        .isEqualTo(new Topology(3, 1, 0));
  }

  @Test
  void missingPasswordIsMadeAndImpossiblePortIsReported() throws Exception {
    Files.writeString(file, "{\"ports\": {}}");
    assertThat(StackFile.obtain(file, Topology.Request.NONE).databasePassword()).isNotEmpty();
    for (String port : List.of("99999", "0", "null")) {
      Files.writeString(file, "{\"ports\": {\"worker\": " + port + "}}");
      assertThatThrownBy(() -> StackFile.read(file))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("gives worker the port " + port)
          .hasMessageContaining("fix: ");
    }
  }

  @Test
  void passwordIsNotPrinted() throws Exception {
    StackFile stack = StackFile.obtain(file, new Topology.Request(3, 1));
    assertThat(stack.toString())
        .doesNotContain(
            stack.databasePassword(),
            stack.objectStorePassword(),
            stack.ownerPassword(),
            stack.superuserPassword());
    assertThat(stack.databasePasswords().toString()).doesNotContain(stack.ownerPassword());
    assertThat(StackAddresses.of(stack).toString()).doesNotContain(stack.databasePassword());
  }
}
