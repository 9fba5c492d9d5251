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

  UnitEvidence {
    conflicts = List.copyOf(conflicts);
    leftover = List.copyOf(leftover);
  }

  /// Whether neither a text nor the subject says what the unit is, or something speaks against all
  /// that they say.
  boolean doubtful() {
    return unknown() || doubted;
  }

  /// Whether neither a text nor the subject says what the unit is.
  boolean unknown() {
    return type.winner().source() == EvidenceSource.NOTHING;
  }

  /// The unit with what the meaning says about it: the scheme writes some subjects one way only,
  /// whatever the text says, and the unit type decides scale and currency.
  UnitEvidence as(Meaning meaning) {
    UnitType decided = meaning.form().unitType();
    Scale read = scale.winner().value();
    Scale fitting = Scales.fitting(decided, read);
    return new UnitEvidence(
        form,
        change,
        doubted,
        type.winner().value() == decided
            ? type
            : type.with(
                decided,
                EvidenceKind.UNIT_OF_SCHEME,
                "what it measures is written as " + decided.token()),
        fitting == read
            ? scale
            : scale.with(fitting, EvidenceKind.SCALE_OF_UNIT, decided.token() + " has this scale"),
        decided == UnitType.CURRENCY_AMOUNT
            ? currency
            : currency.with("", EvidenceKind.CURRENCY_OF_UNIT, "it is no money"),
        note,
        conflicts,
        leftover);
  }
}
