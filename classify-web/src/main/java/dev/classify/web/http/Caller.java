package dev.classify.web.http;

import dev.classify.access.Role;

/// Who sends a request.
///
/// @param name of a user, or of a token for a machine; decisions about answers are stored with it
public record Caller(String name, Role role) {

  public Caller {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a caller needs a name");
    }
  }
}
