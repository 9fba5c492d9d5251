package dev.classify.taxonomy;

/// The classification scheme that this build implements.
public final class Taxonomy {

  /// Part of every answer's version: raise it whenever the meaning of a value changes.
  public static final String VERSION = "2026-11";

  private Taxonomy() {}
}
