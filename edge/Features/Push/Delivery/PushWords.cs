using Edge.Shared.Contracts;

namespace Edge.Features.Push.Delivery;

/// <summary>The words of notifications in one language: the receiver's, which need not be that of whoever runs the service.</summary>
/// <param name="statuses">In the order of <see cref="Status"/>.</param>
internal sealed class PushWords(string language, string parcel, string[] statuses)
{
    private static readonly PushWords English = new("en", "Parcel",
    [
        "No news yet", "No longer followed", "Announced", "Picked up", "On its way", "On hold", "Out for delivery", "Delivery failed",
        "Ready for pickup", "Going back to the sender", "Delivered", "Returned to the sender", "Cancelled",
    ]);

    private static readonly PushWords[] All =
    [
        English,
        new("de", "Sendung",
        [
            "Noch keine Nachricht", "Nicht mehr verfolgt", "Angekündigt", "Abgeholt", "Unterwegs", "Angehalten", "In Zustellung",
            "Zustellung gescheitert", "Zur Abholung bereit", "Auf dem Rückweg zum Absender", "Zugestellt", "Zurück beim Absender", "Storniert",
        ]),
        new("fr", "Colis",
        [
            "Pas encore de nouvelles", "Plus suivi", "Annoncé", "Pris en charge", "En route", "En attente", "En cours de livraison",
            "Échec de la livraison", "À retirer", "En retour vers l’expéditeur", "Livré", "Retourné à l’expéditeur", "Annulé",
        ]),
        new("es", "Paquete",
        [
            "Aún sin novedades", "Ya no se sigue", "Anunciado", "Recogido", "En camino", "Retenido", "En reparto", "Entrega fallida",
            "Listo para recoger", "De vuelta al remitente", "Entregado", "Devuelto al remitente", "Cancelado",
        ]),
        new("nl", "Pakket",
        [
            "Nog geen nieuws", "Niet meer gevolgd", "Aangemeld", "Opgehaald", "Onderweg", "Aangehouden", "Wordt bezorgd", "Bezorging mislukt",
            "Klaar om af te halen", "Op weg terug naar de afzender", "Bezorgd", "Terug bij de afzender", "Geannuleerd",
        ]),
    ];

    public string Language => language;

    public string Parcel => parcel;

    /// <param name="tag">As RFC 5646 has it; what comes after the language does not count.</param>
    public static PushWords Of(string tag)
    {
        foreach (var words in All)
        {
            if (tag.StartsWith(words.Language, StringComparison.OrdinalIgnoreCase) && (tag.Length == 2 || tag[2] is '-' or '_'))
                return words;
        }
        return English;
    }

    public string StatusWord(Status status) => statuses[(int)status];
}
