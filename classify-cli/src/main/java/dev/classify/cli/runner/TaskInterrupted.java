package dev.classify.cli.runner;

import java.sql.SQLException;

/// The database was away when something about a task had to be noted. The task is tried again.
final class TaskInterrupted extends RuntimeException {

  private static final long serialVersionUID = 1;

  TaskInterrupted(SQLException away) {
    super(away.getMessage(), away);
  }
}
