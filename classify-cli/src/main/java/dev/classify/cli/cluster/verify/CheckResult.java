package dev.classify.cli.cluster.verify;

/// What one check found.
///
/// @param check its name, as printed
public record CheckResult(String check, Finding finding) {

  boolean failed() {
    return finding instanceof Finding.Failed;
  }
}
