package ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ledger.api.FeedApi;
import ledger.api.FiguresApi;
import ledger.api.FollowUpsApi;
import ledger.api.OperationsApi;
import ledger.api.PublicationsApi;
import ledger.api.RegistriesApi;
import ledger.api.ReportsApi;
import ledger.client.ApiClient;
import ledger.client.ApiException;
import ledger.model.Locator;
import ledger.model.Report;
import ledger.model.ReportAnswer;

/**
 * Reads a ledger by nothing but the generated client and prints what it read as one JSON object:
 * `java ledger.ReadLedger <address> <figure key> <publication> <other publication>`.
 */
public final class ReadLedger {
  private ReadLedger() {}

  public static void main(String[] args) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(args[0]);
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("reported", reported(new ReportsApi(client), args[2]));
    registries(new RegistriesApi(client), seen);
    figures(new FiguresApi(client), args[1], seen);
    publications(new PublicationsApi(client), args[2], args[3], seen);
    seen.put(
        "followUps",
        new FollowUpsApi(client)
            .listFollowUps(FollowUpsApi.APIListFollowUpsRequest.newBuilder().build()));
    seen.put(
        "events",
        new FeedApi(client).readEvents(FeedApi.APIReadEventsRequest.newBuilder().limit(3).build()));
    seen.put("ready", new OperationsApi(client).getReadiness());
    System.out.println(ApiClient.createDefaultObjectMapper().writeValueAsString(seen));
  }

  /** One report that is taken, and one of a publication that nobody registered. */
  private static List<ReportAnswer> reported(ReportsApi api, String publication)
      throws ApiException {
    return api.reportFigures(
        ReportsApi.APIReportFiguresRequest.newBuilder()
            .report(List.of(report(publication), report("no-such-paper")))
            .ledgerActor("java-client")
            .build());
  }

  private static Report report(String publication) {
    return new Report()
        .publication(publication)
        .measure("recorded-crime.all")
        .area("kent")
        .period("2023-01")
        .value("1234")
        .printed("1,234")
        .unit("offences")
        .locator(new Locator().line(7));
  }

  private static void registries(RegistriesApi api, Map<String, Object> seen) throws ApiException {
    seen.put(
        "publishers",
        api.listPublishers(RegistriesApi.APIListPublishersRequest.newBuilder().build()));
    seen.put("areas", api.listAreas(RegistriesApi.APIListAreasRequest.newBuilder().build()));
    seen.put(
        "measures", api.listMeasures(RegistriesApi.APIListMeasuresRequest.newBuilder().build()));
  }

  private static void figures(FiguresApi api, String key, Map<String, Object> seen)
      throws ApiException {
    seen.put(
        "figure", api.getFigure(FiguresApi.APIGetFigureRequest.newBuilder().key(key).build()));
    seen.put(
        "history",
        api.getFigureHistory(FiguresApi.APIGetFigureHistoryRequest.newBuilder().key(key).build()));
    seen.put(
        "found",
        api.searchFigures(
            FiguresApi.APISearchFiguresRequest.newBuilder().measure("recorded-crime").build()));
    seen.put(
        "series",
        api.getSeries(
            FiguresApi.APIGetSeriesRequest.newBuilder().measure("recorded-crime.all").build()));
  }

  private static void publications(
      PublicationsApi api, String id, String other, Map<String, Object> seen)
      throws ApiException {
    seen.put(
        "publications",
        api.listPublications(PublicationsApi.APIListPublicationsRequest.newBuilder().build()));
    seen.put(
        "publication",
        api.getPublication(PublicationsApi.APIGetPublicationRequest.newBuilder().id(id).build()));
    seen.put(
        "printed",
        api.listPublicationFigures(
            PublicationsApi.APIListPublicationFiguresRequest.newBuilder().id(id).build()));
    seen.put(
        "compared",
        api.comparePublications(
            PublicationsApi.APIComparePublicationsRequest.newBuilder()
                .id(id)
                .other(other)
                .build()));
  }
}
