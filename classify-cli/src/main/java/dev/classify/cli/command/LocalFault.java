package dev.classify.cli.command;

/// The embedded stack does not start; the message says why and what mends it.
public final class LocalFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  LocalFault(String message) {
    super(message);
  }
}
