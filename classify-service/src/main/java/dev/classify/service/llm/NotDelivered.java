package dev.classify.service.llm;

import java.io.IOException;

/// A request of which the server certainly did not get all, so that it cannot have acted on it.
final class NotDelivered extends IOException {

  private static final long serialVersionUID = 1;

  NotDelivered(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
