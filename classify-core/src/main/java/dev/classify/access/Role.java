package dev.classify.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person or a program may do through the HTTP API. Each role may do what the ones before it
/// may.
public enum Role {
  /// Reads jobs, results and the state of the cluster.
  VIEWER,
  /// Also decides about answers, compares them with labels, and sees what models were told and
  /// said.
  REVIEWER,
  /// Also starts, pauses, resumes, cancels and retries jobs.
  OPERATOR;

  /// Whether this role may do what another one may.
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /// The name in JSON, tables and commands, such as `viewer`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role of this name, empty where there is none.
  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
