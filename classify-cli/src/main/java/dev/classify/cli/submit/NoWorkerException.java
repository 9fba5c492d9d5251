package dev.classify.cli.submit;

/// No node answers, or none knows our service.
public final class NoWorkerException extends RuntimeException {

  private static final long serialVersionUID = 1;

  NoWorkerException(String reason) {
    super(reason);
  }
}
