package dev.classify.local.process;

import java.io.IOException;
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
  /// @param vital whether the stack ends where this cannot live; else others do its work meanwhile
  record Program(
      String name,
      int port,
      List<String> after,
      Launch launch,
      Probe ready,
      StopSignal stop,
      boolean vital)
      implements Component {
    public Program {
      after = List.copyOf(after);
    }
  }

  /// Work that is done once at every start of the stack, so it must be safe to repeat.
  record Task(String name, List<String> after, Work work) implements Component {
    public Task {
      after = List.copyOf(after);
    }
  }

  /// What a program needs around it.
  @FunctionalInterface
  interface Launch {

    /// Prepares the program and says how to run it; called before every start, first and later.
    Command prepare() throws IOException, InterruptedException;

    /// Clears up after the program, which has ended in whatever way.
    default void ended() throws InterruptedException {}
  }

  /// Whether a started program can be used; asked every few hundredths of a second.
  @FunctionalInterface
  interface Probe {
    boolean ready(long pid);
  }

  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /// What asks a program to end in an orderly way.
  enum StopSignal {
    TERM,
    /// PostgreSQL's fast shutdown, which does not wait for clients to leave.
    INT
  }
}
