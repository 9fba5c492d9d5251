package dev.classify.rules;

import dev.classify.taxonomy.Scale;
import dev.classify.taxonomy.UnitType;
import java.util.List;

/// What was found about the unit.
///
/// @param form of the unit that counts most
/// @param change whether its text speaks of a change
/// @param doubted whether the values cannot be in it, or the text for it could not be read
/// @param note for the reasoning: what the fields leave out, possibly empty
/// @param conflicts what was overruled
/// @param leftover words of it that no table knows
record UnitEvidence(
    NumberForm form,
    boolean change,
    boolean doubted,
    Weighing<UnitType> type,
    Weighing<Scale> scale,
    Weighing<String> currency,
    String note,
    List<String> conflicts,
    List<String> leftover) {

  /// Whether neither a text nor the subject told anything, or something speaks against all of it.
  boolean doubtful() {
    return unknown() || doubted;
  }

  /// Whether neither a text nor the subject told anything.
  boolean unknown() {
    return type.winner().source() == EvidenceSource.NOTHING;
  }

  /// The unit as the meaning has it: the scheme writes some subjects one way only, whatever the
  /// text says, and the unit type rules scale and currency.
  UnitEvidence meaning(Meaning meaning) {
    UnitType decided = meaning.form().unitType();
    if (type.winner().value() != decided) {
      type.add(
          decided,
          EvidenceKind.UNIT_OF_SCHEME,
          "what it measures is written as " + decided.token());
    }
    Scale read = scale.winner().value();
    Scale fitting = Scales.fitting(decided, read);
    if (fitting != read) {
      scale.add(fitting, EvidenceKind.SCALE_OF_UNIT, decided.token() + " has this scale");
    }
    if (decided != UnitType.CURRENCY_AMOUNT) {
      currency.add("", EvidenceKind.CURRENCY_OF_UNIT, "it is no money");
    }
    return this;
  }
}
