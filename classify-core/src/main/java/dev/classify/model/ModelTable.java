package dev.classify.model;

import dev.classify.exit.CommandFailure;
import dev.classify.resource.Resource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that is known of language models. The first line that stands for a name describes it, and
/// the user's lines come first.
///
/// @param file where it was read from, for messages
public record ModelTable(String file, List<KnownModel> models) {

  private static final String STANDARD = "/dev/classify/model/models.csv";
  private static final String STANDARD_NAME = "models.csv of this program";

  public ModelTable {
    models = List.copyOf(models);
  }

  /// The table that comes with the program.
  public static ModelTable standard() {
    return new ModelTable(
        STANDARD_NAME,
        new ModelFile(STANDARD_NAME, List.of())
            .read(new String(Resource.bytes(STANDARD), StandardCharsets.UTF_8)));
  }

  /// These lines with the user's. An empty cell of the user's has the value of the line that
  /// describes the model here.
  ///
  /// @param name of the user's file
  /// @throws CommandFailure naming file, line, column and fix
  public ModelTable with(String name, String text) {
    List<KnownModel> own = new ModelFile(name, models).read(text);
    List<String> replaced = own.stream().map(KnownModel::pattern).toList();
    List<KnownModel> kept =
        models.stream().filter(model -> !replaced.contains(model.pattern())).toList();
    return new ModelTable(
        name + " and " + file, Stream.concat(own.stream(), kept.stream()).toList());
  }

  /// What is known of a model, under whatever name it is asked; empty if nothing is.
  public Optional<KnownModel> find(String name) {
    return find(models, name);
  }

  static Optional<KnownModel> find(List<KnownModel> models, String name) {
    List<String> names = ModelNames.of(name);
    return models.stream()
        .filter(
            model -> names.stream().anyMatch(known -> ModelNames.matches(model.pattern(), known)))
        .findFirst();
  }

  /// What is known of a model, or what is assumed of one that nobody knows.
  public KnownModel of(String name) {
    return find(name).orElseGet(() -> KnownModel.unknown(name));
  }

  /// The reasoning effort of requests to a model.
  ///
  /// @param setting what the user chose for all models; null for nothing
  /// @return null where requests name none: the setting says nothing, or the model takes none
  public @Nullable String effort(String name, @Nullable String setting) {
    Optional<KnownModel> model = find(name);
    if (model.isEmpty()) {
      return setting;
    }
    if (setting == null) {
      return model.get().effort();
    }
    return model.get().efforts().isEmpty() ? null : setting;
  }

  /// Whether a model takes efforts, but not this one. Of a model that only a pattern describes,
  /// nobody knows for sure, so its server decides.
  public boolean refuses(String name, String effort) {
    return find(name)
        .filter(model -> !ModelNames.isPattern(model.pattern()) && !model.efforts().isEmpty())
        .filter(model -> !model.efforts().contains(effort))
        .isPresent();
  }

  /// The prices of the models that have one.
  public PriceTable prices() {
    List<PriceTable.Line> lines = new ArrayList<>();
    models.forEach(model -> lines.addAll(model.prices()));
    return PriceTable.of(file, lines);
  }
}
