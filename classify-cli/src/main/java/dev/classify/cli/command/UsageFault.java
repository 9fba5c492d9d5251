package dev.classify.cli.command;

/// The command makes no sense as given; the message says why and what would.
public final class UsageFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UsageFault(String message) {
    super(message);
  }
}
