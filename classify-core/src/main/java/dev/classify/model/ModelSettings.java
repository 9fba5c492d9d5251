package dev.classify.model;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.InvalidSettings;
import dev.classify.settings.SettingsReader;
import java.io.IOException;
import java.util.Map;

/// What a program knows of language models.
///
/// @param file `LLM_MODELS`: lines that add to those of the program or replace them; empty for none
public record ModelSettings(String file) {

  /// Reads a text file by its name.
  public interface TextFile {
    String read(String name) throws IOException;
  }

  public static ModelSettings from(SettingsReader reader) {
    return new ModelSettings(reader.text("LLM_MODELS", ""));
  }

  /// Reads the environment.
  ///
  /// @throws InvalidSettings naming every problem at once
  public static ModelSettings from(Map<String, String> environment) {
    return from(new SettingsReader(environment));
  }

  /// Reads the table.
  ///
  /// @throws CommandFailure where the file cannot be read or a line is wrong
  public ModelTable read(TextFile reader) {
    ModelTable standard = ModelTable.standard();
    if (file.isEmpty()) {
      return standard;
    }
    try {
      return standard.with(file, reader.read(file));
    } catch (IOException e) {
      throw CommandFailure.usage(
          "LLM_MODELS cannot be read: " + e, "name a file that exists and that you may read", e);
    }
  }
}
