package dev.classify.local.process;

import dev.classify.exit.CommandFailure;
import dev.classify.local.process.Component.Program;
import dev.classify.local.process.Component.Summoned;
import dev.classify.local.process.Component.Task;
import dev.classify.local.process.ComponentStatus.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the components of a stack, each as soon as what it needs is ready, and keeps them alive.
public final class Supervision {

  private static final Logger log = LoggerFactory.getLogger(Supervision.class);

  /// Each after those it needs.
  private final List<Component> components = new CopyOnWriteArrayList<>();

  private final ProcessFiles workplace;
  private final ConcurrentMap<String, CompletableFuture<Void>> ready = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Keeper> keepers = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> failure = new CompletableFuture<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Listener listener;

  /// Receives the events of a stack, from several threads.
  public interface Listener {

    /// A component starts.
    void starting(String name);

    /// A program died and is restarted.
    void restarting(String name);

    /// A program keeps dying, and the stack continues without it.
    void givenUp(String name);

    /// The status of a program has changed, restarts included.
    void changed(List<ComponentStatus> statuses);
  }

  /// @param components each after those it needs
  public Supervision(List<Component> components, ProcessFiles workplace, Listener listener) {
    this.workplace = workplace;
    this.listener = listener;
    components.forEach(component -> include(component, this.components.size()));
  }

  private void include(Component component, int place) {
    if (!ready.keySet().containsAll(component.after())) {
      throw new IllegalArgumentException(
          "listed before a component that it needs: " + component.name());
    }
    ready.put(component.name(), new CompletableFuture<>());
    switch (component) {
      case Program program ->
          keepers.put(program.name(), new ProgramRunner(program, workplace, this::changed));
      case Summoned summoned ->
          keepers.put(summoned.name(), new SummonedRunner(summoned, workplace, this::changed));
      case Task _ -> {}
    }
    components.add(place, component);
  }

  /// Returns when every component is ready.
  public void start() throws InterruptedException {
    components.forEach(this::begin);
    threads.add(Thread.ofVirtual().name("log-rotation").start(this::rotateLogs));
    CompletableFuture<?> all =
        CompletableFuture.allOf(ready.values().toArray(CompletableFuture[]::new));
    await(CompletableFuture.anyOf(all, failure));
  }

  private void begin(Component component) {
    threads.add(Thread.ofVirtual().name(component.name()).start(() -> run(component)));
  }

  /// Starts one more program of a running stack, which stops together with its neighbour.
  ///
  /// @param neighbour a component that needs the same ones
  public void add(Program program, String neighbour) {
    List<String> names = components.stream().map(Component::name).toList();
    include(program, names.indexOf(neighbour) + 1);
    begin(program);
  }

  /// Stops a program for good; returns when it is gone and forgotten.
  public void remove(String name) throws InterruptedException {
    Keeper keeper = keepers.get(name);
    if (keeper != null) {
      keeper.stop();
      keepers.remove(name);
      components.removeIf(component -> component.name().equals(name));
      listener.changed(statuses());
    }
  }

  /// Returns only by throwing: when a component has failed for good.
  public void awaitFailure() throws InterruptedException {
    await(failure);
  }

  /// Stops everything, each component before those it needs.
  ///
  /// Neighbours that need the same components are stopped together: nodes that leave a cluster one
  /// by one would wait for a quorum that is gone.
  public void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    List<Thread> stopping = new ArrayList<>();
    List<String> needed = List.of();
    for (Component component : components.reversed()) {
      Keeper keeper = keepers.get(component.name());
      if (keeper == null) {
        continue;
      }
      if (!component.after().equals(needed)) {
        awaitAll(stopping);
        needed = component.after();
      }
      stopping.add(Thread.ofVirtual().start(() -> stop(keeper)));
    }
    awaitAll(stopping);
  }

  private static void stop(Keeper keeper) {
    try {
      keeper.stop();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitAll(List<Thread> stopping) throws InterruptedException {
    for (Thread thread : stopping) {
      thread.join();
    }
    stopping.clear();
  }

  /// The programs that run, or should run.
  public List<ComponentStatus> statuses() {
    List<ComponentStatus> statuses = new ArrayList<>();
    for (Component component : components) {
      Keeper keeper = keepers.get(component.name());
      if (keeper != null) {
        keeper.shown().ifPresent(statuses::add);
      }
    }
    return List.copyOf(statuses);
  }

  private void changed(ComponentStatus status) {
    if (status.state() == State.RESTARTING) {
      listener.restarting(status.name());
    }
    if (status.state() == State.FAILED) {
      listener.givenUp(status.name());
    }
    listener.changed(statuses());
  }

  private void run(Component component) {
    CompletableFuture<Void> itself = future(component.name());
    try {
      for (String needed : component.after()) {
        future(needed).get();
      }
      switch (component) {
        case Program _ -> {
          listener.starting(component.name());
          keep(component.name(), itself);
        }
        case Summoned _ -> keep(component.name(), itself);
        case Task task -> {
          listener.starting(component.name());
          task.work().run();
          itself.complete(null);
        }
      }
    } catch (CommandFailure e) {
      failure.completeExceptionally(e);
    } catch (IOException e) {
      failure.completeExceptionally(
          CommandFailure.failed(
              component.name() + " cannot be started: " + e,
              "check that the folder is writable and that the disk has space"));
    } catch (RuntimeException e) {
      log.error("component={} failed", component.name(), e);
      failure.completeExceptionally(
          CommandFailure.failed(
              component.name() + " cannot be started: " + e, "see supervisor.log"));
    } catch (ExecutionException | InterruptedException _) {
      // A component it needs has failed and reports that itself, or the stack is stopping.
      Thread.currentThread().interrupt();
    }
  }

  private void keep(String name, CompletableFuture<Void> itself)
      throws IOException, InterruptedException {
    Keeper keeper = keepers.get(name);
    if (keeper != null) {
      keeper.keep(() -> itself.complete(null));
    }
  }

  private CompletableFuture<Void> future(String name) {
    CompletableFuture<Void> future = ready.get(name);
    if (future == null) {
      throw new IllegalArgumentException("no such component: " + name);
    }
    return future;
  }

  private void rotateLogs() {
    try {
      while (true) {
        Thread.sleep(10_000);
        for (String name : keepers.keySet()) {
          workplace.log(name).rotate();
        }
        workplace.log("supervisor").rotate();
      }
    } catch (IOException e) {
      log.warn("log rotation stopped: {}", e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
