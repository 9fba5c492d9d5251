package dev.classify.identity;

import dev.classify.exit.CommandFailure;
import dev.classify.settings.SettingsReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose calls a worker serves.
///
/// @param listed `RESTATE_IDENTITY_KEYS`: public keys, separated by commas
/// @param file `RESTATE_IDENTITY_KEYS_FILE`: a file of public keys, one in each line; empty for
///     none
public record IdentitySettings(List<IdentityKey> listed, String file) {

  private static final String LIST = "RESTATE_IDENTITY_KEYS";
  private static final String FILE = "RESTATE_IDENTITY_KEYS_FILE";
  private static final String FIX =
      "give keys such as publickeyv1_..., which Restate writes into its log at its start and"
          + " `classify cluster keys` into identity.pub";

  public IdentitySettings {
    listed = List.copyOf(listed);
  }

  /// Reads a text file by its name.
  public interface TextFile {
    String read(String name) throws IOException;
  }

  public static IdentitySettings from(SettingsReader reader) {
    List<IdentityKey> listed =
        reader
            .text(LIST)
            .flatMap(
                text -> {
                  Optional<List<IdentityKey>> keys =
                      keys(text.split(",")).filter(read -> !read.isEmpty());
                  if (keys.isEmpty()) {
                    reader.problem(LIST, "is not a list of public keys: '" + text + "'", FIX);
                  }
                  return keys;
                })
            .orElse(List.of());
    String file = reader.text(FILE, "");
    if (reader.text(LIST).isPresent() && !file.isEmpty()) {
      reader.problem(FILE, "is set beside " + LIST, "unset one of them");
    }
    return new IdentitySettings(listed, file);
  }

  /// The keys whose signatures count. None means that every call is served.
  ///
  /// @throws CommandFailure if the file cannot be read, has no key, or has another line
  public List<IdentityKey> read(TextFile reader) {
    if (file.isEmpty()) {
      return listed;
    }
    String text;
    try {
      text = reader.read(file);
    } catch (IOException e) {
      throw CommandFailure.usage(
          FILE + " cannot be read: " + e, "name a file that exists and that you may read", e);
    }
    return keys(text.lines().toArray(String[]::new))
        .filter(keys -> !keys.isEmpty())
        .orElseThrow(
            () -> CommandFailure.usage(FILE + " is not a file of public keys: " + file, FIX));
  }

  /// Empty if one of them is not a key; blank ones are left out.
  private static Optional<List<IdentityKey>> keys(String[] texts) {
    List<IdentityKey> keys = new ArrayList<>();
    for (String text : texts) {
      if (text.isBlank()) {
        continue;
      }
      Optional<IdentityKey> key = IdentityKey.parse(text.strip());
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get());
    }
    return Optional.of(keys);
  }
}
