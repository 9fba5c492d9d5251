package dev.classify.text;

import dev.classify.exit.CommandFailure;
import dev.classify.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rule tables that come with the program, extended by those of the user.
///
/// A user's table has the header of the shipped table with the same file name. A row whose key a
/// shipped row has replaces that row; any other row is added.
public final class TableSet {

  private final Map<String, TableFile> own;

  private TableSet(Map<String, TableFile> own) {
    this.own = own;
  }

  /// The shipped tables with the user's.
  ///
  /// @param own the user's tables; none to answer from the shipped tables alone
  /// @param known every table that there is
  public static TableSet of(List<TableFile> own, List<TableFormat> known) {
    List<String> names = known.stream().map(TableFormat::name).sorted().toList();
    Map<String, TableFile> byName = new HashMap<>();
    for (TableFile file : own) {
      if (!names.contains(file.name())) {
        throw CommandFailure.usage(
            file.path() + " is not a rule table",
            "rename it to one of %s, or move it out of the folder"
                .formatted(String.join(", ", names)));
      }
      byName.put(file.name(), file);
    }
    return new TableSet(byName);
  }

  /// Reads a table and checks its header and keys.
  public CsvTable read(TableFormat format) {
    CsvTable shipped =
        CsvTable.parse(format.name(), shippedText(format), format.columns())
            .unique(format.uniqueKey());
    return own(format)
        .map(table -> shipped.overriddenBy(table, format.overrideKey()))
        .orElse(shipped);
  }

  /// The user's rows of a table; empty where the user has no such table.
  public Optional<CsvTable> own(TableFormat format) {
    return Optional.ofNullable(own.get(format.name()))
        .map(
            file ->
                CsvTable.parse(file.path(), file.text(), format.columns())
                    .unique(format.uniqueKey()));
  }

  private static String shippedText(TableFormat format) {
    return new String(Resource.bytes(format.resource()), StandardCharsets.UTF_8);
  }
}
