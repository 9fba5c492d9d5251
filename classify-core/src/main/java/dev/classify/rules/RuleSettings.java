package dev.classify.rules;

import dev.classify.exit.CommandFailure;
import dev.classify.text.TableFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which rule tables a program answers from.
///
/// @param folder `CLASSIFY_RULES`: a folder of tables that extend or override those that come with
///     the program; empty for those alone
public record RuleSettings(String folder) {

  /// The setting.
  public static final String KEY = "CLASSIFY_RULES";

  /// Reads a folder for the rules, which read no files themselves.
  public interface FolderReader {
    /// The names of the files in a folder.
    List<String> files(String folder) throws IOException;

    /// The text of a file, which must be UTF-8.
    String read(String folder, String file) throws IOException;
  }

  public static RuleSettings from(Map<String, String> environment) {
    return new RuleSettings(environment.getOrDefault(KEY, "").strip());
  }

  /// Reads and checks the tables. Hidden files are ignored; every other file must be a table.
  ///
  /// @throws CommandFailure where the folder cannot be read or a table is wrong
  public RuleTables read(FolderReader reader) {
    if (folder.isEmpty()) {
      return RuleTables.shipped();
    }
    List<TableFile> tables = new ArrayList<>();
    for (String file : files(reader)) {
      if (!file.startsWith(".")) {
        tables.add(new TableFile(folder + "/" + file, text(reader, file)));
      }
    }
    return RuleTables.extendedBy(tables);
  }

  private List<String> files(FolderReader reader) {
    try {
      return reader.files(folder).stream().sorted().toList();
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s cannot be read: %s".formatted(KEY, e),
          "name a folder of rule tables that you may read, or unset it",
          e);
    }
  }

  private String text(FolderReader reader, String file) {
    try {
      return reader.read(folder, file);
    } catch (CharacterCodingException e) {
      throw CommandFailure.usage(
          "%s/%s is not UTF-8".formatted(folder, file), "save it in this encoding", e);
    } catch (IOException e) {
      throw CommandFailure.usage(
          "%s/%s cannot be read: %s".formatted(folder, file, e), "allow reading it", e);
    }
  }
}
