package dev.classify.text;

/// A rule table that the user wrote, as the program read it.
///
/// @param path of the file, for messages; its last part names the table that it extends
public record TableFile(String path, String text) {

  /// The file name, such as `terms.csv`.
  public String name() {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
