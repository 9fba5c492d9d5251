package dev.classify.input;

import dev.classify.exit.CommandFailure;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text whose encoding, format and layout are known, said by the options or recognised.
///
/// @param format of its rows
/// @param encoding of its characters
/// @param layout of CSV; for JSON it means nothing
/// @param characters from the first one after the byte order mark
record RecognisedText(
    InputFormat format, TextEncoding encoding, CsvLayout layout, BufferedReader characters) {

  private static final int BUFFER_BYTES = 65_536;

  /// The separator and the header are recognised within these characters.
  static final int LOOKED_AT_CHARACTERS_MAX = 262_144;

  /// Recognises what the options do not say.
  ///
  /// @param bytes not compressed
  /// @throws CommandFailure if they are no text, or what they are cannot be told
  static RecognisedText of(String name, InputStream bytes, InputOptions options)
      throws IOException {
    InputStream content =
        bytes.markSupported() ? bytes : new BufferedInputStream(bytes, BUFFER_BYTES);
    FileStart start = FileStart.peek(content);
    if (start.isGzip() || start.isZip()) {
      throw CommandFailure.usage(
          name + " is compressed, or a spreadsheet", "unpack it, or export the sheet as CSV");
    }
    TextEncoding encoding = start.encoding(name, options.text());
    BufferedReader characters = characters(content, encoding);
    String first = lookAhead(characters);
    InputFormat format = format(name, first, options);
    CsvLayout layout =
        format == InputFormat.CSV ? CsvLayout.of(name, first, options) : CsvLayout.COMMAS;
    return new RecognisedText(format, encoding, layout, characters);
  }

  static BufferedReader characters(InputStream bytes, TextEncoding encoding) throws IOException {
    bytes.skipNBytes(encoding.markBytes());
    return new BufferedReader(new TextReader(bytes, encoding.charset()), BUFFER_BYTES);
  }

  private static String lookAhead(BufferedReader characters) throws IOException {
    characters.mark(LOOKED_AT_CHARACTERS_MAX);
    StringBuilder first = new StringBuilder();
    char[] part = new char[BUFFER_BYTES];
    int read = 0;
    while (read >= 0 && first.length() < LOOKED_AT_CHARACTERS_MAX) {
      int wanted = Math.min(part.length, LOOKED_AT_CHARACTERS_MAX - first.length());
      read = characters.read(part, 0, wanted);
      first.append(part, 0, Math.max(0, read));
    }
    characters.reset();
    return first.toString();
  }

  private static InputFormat format(String name, String first, InputOptions options) {
    if (options.format() != null) {
      return options.format();
    }
    String text = first.stripLeading();
    Optional<InputFormat> implied = InputFormat.of(name);
    if (implied.orElse(InputFormat.JSONL) == InputFormat.JSONL && text.startsWith("[")) {
      return InputFormat.JSON;
    }
    return implied.orElse(text.startsWith("{") ? InputFormat.JSONL : InputFormat.CSV);
  }

  /// How the text is read, where it is not as most are.
  Optional<String> reading(String name) {
    List<String> unusual = new ArrayList<>();
    if (layout.delimiter() != ',') {
      unusual.add("fields between " + CsvLayout.name(layout.delimiter()));
    }
    if (!encoding.charset().equals(StandardCharsets.UTF_8)) {
      unusual.add(encoding.charset().name());
    }
    if (layout.headerLine() > 1) {
      unusual.add("header in line " + layout.headerLine());
    }
    return unusual.isEmpty()
        ? Optional.empty()
        : Optional.of("reading " + name + " as " + String.join(", ", unusual));
  }
}
