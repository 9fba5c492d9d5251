package dev.classify.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One part of a stack: what must be ready before it, and how it is started.
public sealed interface Component {

  /// Unique within a stack; names its log and its pid file.
  String name();

  /// Names of the components that must be ready first.
  List<String> after();

  /// A child process that is kept alive until the stack stops.
  ///
  /// @param port where it can be reached, shown to the user
  /// @param stop how it is asked to exit, and when it is killed
  /// @param vital whether the stack must end without it; if not, other programs take over
  record Program(
      String name,
      int port,
      List<String> after,
      Launch launch,
      Probe ready,
      Stop stop,
      boolean vital)
      implements Component {
    public Program {
      after = List.copyOf(after);
    }
  }

  /// A child process that is started whenever a file exists, and ends by itself when it has nothing
  /// left to do. The stack is ready without it.
  ///
  /// @param wanted the file; the program removes it before it ends
  record Summoned(String name, Path wanted, List<String> after, Command command, Stop stop)
      implements Component {
    public Summoned {
      after = List.copyOf(after);
    }
  }

  /// Work that runs once at every start of the stack, so it must be safe to repeat.
  record Task(String name, List<String> after, Work work) implements Component {
    public Task {
      after = List.copyOf(after);
    }
  }

  /// How a program is prepared, checked, stopped and cleaned up after.
  @FunctionalInterface
  interface Launch {

    /// Prepares the program and returns its command; called before every start and restart.
    Command prepare() throws IOException, InterruptedException;

    /// Cleans up after the program has ended, for whatever reason.
    default void ended() throws InterruptedException {}
  }

  /// Whether a started program can be used; called every few hundredths of a second.
  @FunctionalInterface
  interface Probe {
    boolean ready(long pid);
  }

  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /// How a program is stopped.
  ///
  /// @param timeout for its own exit; after it the program is killed
  record Stop(StopSignal signal, Duration timeout) {

    /// For a program that has little to finish.
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    public static final Stop BY_TERM = new Stop(StopSignal.TERM, USUAL_TIMEOUT);
    public static final Stop BY_INT = new Stop(StopSignal.INT, USUAL_TIMEOUT);
  }

  /// The signal that asks a program to exit in good order.
  enum StopSignal {
    TERM,
    /// PostgreSQL's fast shutdown, which does not wait for clients to leave.
    INT
  }
}
