package dev.classify.text;

/// A table of terms that cannot be used; nothing can be answered before it is mended.
///
/// The message names file, line, column and mend.
public final class TableFault extends RuntimeException {

  private static final long serialVersionUID = 1;

  TableFault(String message) {
    super(message);
  }
}
