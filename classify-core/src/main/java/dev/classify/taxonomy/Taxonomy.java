package dev.classify.taxonomy;

/// The classification scheme that this build implements (docs/scheme.md).
public final class Taxonomy {

  /// Part of every answer's version: raise it whenever the meaning of a value changes.
  /// `TaxonomyVersionTest` checks that as far as a test can.
  public static final String VERSION = "2026-11";

  /// The page that describes the scheme; messages cite its sections.
  private static final String PAGE = "docs/scheme.md";

  private Taxonomy() {}

  /// A section as messages cite it, such as `docs/scheme.md 12.3`.
  ///
  /// @param sections one, or several separated by commas
  public static String cite(String sections) {
    return PAGE + " " + sections;
  }
}
