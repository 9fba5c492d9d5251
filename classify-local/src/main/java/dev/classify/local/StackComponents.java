package dev.classify.local;

import dev.classify.exit.CommandFailure;
import dev.classify.local.cache.CacheFolder;
import dev.classify.local.http.Http;
import dev.classify.local.nginx.NginxProgram;
import dev.classify.local.objectstore.ObjectStoreProgram;
import dev.classify.local.postgres.PostgresProgram;
import dev.classify.local.process.Component;
import dev.classify.local.process.LoopbackPort;
import dev.classify.local.projector.ProjectorProgram;
import dev.classify.local.restate.ClusterNode;
import dev.classify.local.restate.Registration;
import dev.classify.local.restate.RestatePorts;
import dev.classify.local.restate.RestateProgram;
import dev.classify.local.runner.RunnerProgram;
import dev.classify.local.simulator.SimulatedLlm;
import dev.classify.local.simulator.SimulatorProgram;
import dev.classify.local.worker.WorkerProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The components of a stack, configured with its folder, ports and passwords.
///
/// @param simulatorPort where the simulator listens, if there is one. It changes at every start,
///     because only the workers of this start know it
record StackComponents(LocalSettings settings, StackHome home, StackFile file, int simulatorPort) {

  /// Database connections of commands and tools, beside those of the workers.
  private static final int CONNECTIONS_OF_OTHERS = 30;

  /// For batches, and for people who ask through the HTTP API.
  private static final int CONNECTIONS_OF_A_WORKER = 6 + 3;

  StackComponents(LocalSettings settings, StackHome home, StackFile file) {
    this(settings, home, file, LoopbackPort.choose(file.portsInUse().values()));
  }

  /// All components, each after those it needs.
  ///
  /// @param workerClass what a worker runs
  List<Component> all(SchemaSetup setup, String workerClass) {
    List<Component> parts = new ArrayList<>();
    parts.add(postgres());
    if (topology().workers() > 1) {
      parts.add(nginx());
    }
    if (topology().nodes() > 1) {
      parts.add(objectStore());
      parts.addAll(nodes());
      parts.add(founding());
    } else {
      parts.add(restate());
    }
    parts.add(schema(setup));
    if (settings.simulation() != null) {
      parts.add(
          SimulatorProgram.component(settings.simulation(), simulatorPort, settings.environment()));
    }
    topology().workerNames().forEach(name -> parts.add(worker(name, workerClass)));
    parts.add(registration());
    topology()
        .projectorNames()
        .forEach(
            name ->
                parts.add(
                    ProjectorProgram.component(
                        name, file.port(name), workerEnvironment(), List.of(Registration.NAME))));
    parts.add(
        RunnerProgram.component(
            home.runnerWanted(), runnerEnvironment(), List.of(Registration.NAME)));
    return parts;
  }

  private Topology topology() {
    return file.topology();
  }

  private Component postgres() {
    return PostgresProgram.component(
        new CacheFolder(settings.cache()),
        home.postgres(),
        file.port(StackFile.POSTGRES),
        CONNECTIONS_OF_OTHERS
            + topology().workers() * CONNECTIONS_OF_A_WORKER
            + topology().projectors() * ProjectorProgram.CONNECTIONS,
        file.databasePasswords(),
        settings.environment(),
        home.processFiles());
  }

  private Component nginx() {
    return new NginxProgram(
            settings.nginxServer(),
            home.nginx(),
            file.port(StackFile.GATEWAY),
            file.port(StackFile.WORKER),
            topology().workerNames().stream().map(file::port).toList(),
            settings.environment())
        .component();
  }

  private Component objectStore() {
    return new ObjectStoreProgram(
            home.objectStore(),
            file.port(StackFile.OBJECT_STORE),
            file.objectStorePassword(),
            settings.environment())
        .component();
  }

  private Component restate() {
    return RestateProgram.component(
        settings.restateServer(),
        new CacheFolder(settings.cache()),
        home.restate(),
        file.restatePorts("restate"),
        home.identity(),
        settings.environment(),
        home.processFiles());
  }

  private List<Component.Program> nodes() {
    return topology().nodeNames().stream().map(this::node).toList();
  }

  /// One of several nodes.
  Component.Program node(String name) {
    ClusterNode.SnapshotStore snapshots =
        new ClusterNode.SnapshotStore(
            "http://127.0.0.1:" + file.port(StackFile.OBJECT_STORE),
            ObjectStoreProgram.USER,
            file.objectStorePassword());
    return new ClusterNode(
            topology().nodeNames().indexOf(name) + 1,
            file.restatePorts(name),
            this::presentNodes,
            home.node(name),
            home.founded(),
            home.identity(),
            snapshots)
        .component(
            settings.restateServer(),
            new CacheFolder(settings.cache()),
            settings.environment(),
            home.processFiles(),
            List.of(ObjectStoreProgram.NAME));
  }

  /// The cluster may have got other nodes since this start.
  private List<RestatePorts> presentNodes() throws IOException {
    StackFile present = StackFile.read(home.stackFile());
    return present.topology().nodeNames().stream().map(present::restatePorts).toList();
  }

  /// Remembers that the cluster exists: if node 1 loses its data, it must not create another one.
  private Component founding() {
    return new Component.Task("founding", topology().nodeNames(), this::founded);
  }

  private void founded() throws IOException {
    if (addresses().ingresses().stream()
        .noneMatch(node -> Http.answers(node.resolve("/restate/health")))) {
      throw CommandFailure.failed(
          "none of the nodes is up; "
              + home.processFiles().log(topology().nodeNames().getFirst()).tail(12),
          "fix the cause that the log names, then start again");
    }
    if (!Files.exists(home.founded())) {
      Files.createFile(home.founded());
    }
  }

  private Component schema(SchemaSetup setup) {
    return new Component.Task(
        "schema",
        List.of("postgres"),
        () -> setup.apply(StackAddresses.databaseOwner(file), addresses().database().user()));
  }

  private Component worker(String name, String mainClass) {
    return WorkerProgram.component(
        name,
        mainClass,
        file.port(name),
        file.port(name + StackFile.METRICS),
        home.identity(),
        workerEnvironment(),
        settings.simulation() == null
            ? List.of("schema")
            : List.of("schema", SimulatorProgram.NAME),
        topology().workers() == 1);
  }

  private Component registration() {
    Stream<String> balancer =
        topology().workers() > 1 ? Stream.of(NginxProgram.NAME) : Stream.empty();
    Stream<String> servers =
        Stream.concat(topology().nodeNames().stream(), topology().workerNames().stream());
    return Registration.component(
        addresses().admins(), addresses().worker(), Stream.concat(balancer, servers).toList());
  }

  private StackAddresses addresses() {
    return StackAddresses.of(file);
  }

  private Map<String, String> workerEnvironment() {
    Map<String, String> environment = new HashMap<>(settings.environment());
    environment.put("CLASSIFY_NODES", joined(addresses().ingresses()));
    environment.put("CLASSIFY_ADMIN", joined(addresses().admins()));
    environment.put("CLASSIFY_DB_URL", addresses().database().url());
    environment.put("CLASSIFY_DB_USER", addresses().database().user());
    environment.put("CLASSIFY_DB_PASSWORD", addresses().database().password());
    environment.remove("CLASSIFY_DB_PASSWORD_FILE");
    environment.put("SERVICE_RUNNER_FILE", home.runnerWanted().toString());
    SimulatedLlm simulation = settings.simulation();
    return simulation == null ? environment : simulation.workerSettings(environment, simulatorPort);
  }

  /// It also looks at the cluster for the page.
  private Map<String, String> runnerEnvironment() {
    Map<String, String> environment = workerEnvironment();
    environment.put("CLASSIFY_GATEWAY", addresses().gateway().toString());
    environment.put("CLASSIFY_WORKERS", addresses().worker().toString());
    environment.put(
        "CLASSIFY_NODE_CONTROL",
        joined(
            topology().nodeNames().stream()
                .map(file::restatePorts)
                .map(RestatePorts::nodeAddress)
                .toList()));
    return environment;
  }

  private static String joined(List<URI> addresses) {
    return addresses.stream().map(URI::toString).collect(Collectors.joining(","));
  }
}
