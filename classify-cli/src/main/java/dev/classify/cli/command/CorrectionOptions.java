package dev.classify.cli.command;

import dev.classify.taxonomy.AnswerField;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// An option for each answer field, such as `--unit-type`, which gives the right value.
@Command // picocli refuses a mixin without any annotation
final class CorrectionOptions {

  private final Map<AnswerField, String> tokens = new EnumMap<>(AnswerField.class);

  /// Adds the options to the command that uses this mixin.
  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    for (AnswerField field : AnswerField.values()) {
      command.addOption(
          OptionSpec.builder("--" + field.label().replace(' ', '-'))
              .paramLabel("VALUE")
              .type(String.class)
              .description(description(field))
              .setter(setter(field))
              .build());
    }
  }

  Map<AnswerField, String> tokens() {
    return Map.copyOf(tokens);
  }

  private static String description(AnswerField field) {
    return field.tokens().isEmpty()
        ? "An ISO 4217 code such as %s, or %s.".formatted(field.example(), AnswerField.NO_CURRENCY)
        : "The right %s, such as %s.".formatted(field.label(), field.example());
  }

  private ISetter setter(AnswerField field) {
    return new ISetter() {
      /// Picocli also calls with null, to reset the option.
      @Override
      @SuppressWarnings("TypeParameterUnusedInFormals") // the signature is picocli's
      public <T extends @Nullable Object> @Nullable T set(T token) {
        if (token == null) {
          tokens.remove(field);
        } else {
          tokens.put(field, token.toString().strip());
        }
        return null;
      }
    };
  }
}
