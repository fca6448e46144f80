import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Answer } from '../../views/answer.js';
import { ViewReader } from '../../views/view-reader.js';
import {
  getPublication,
  type PublicationAnswer,
  type PublicationQuestion,
} from './get-publication.js';

/** Asks for a publication: what it is, how far its capture is, what it did. */
export class GetPublication extends Query<Answer<PublicationAnswer>> {
  constructor(readonly question: PublicationQuestion) {
    super();
  }
}

/** Answers with one publication, at both clocks. */
@QueryHandler(GetPublication)
export class GetPublicationHandler implements IQueryHandler<GetPublication> {
  constructor(private readonly reader: ViewReader) {}

  execute({ question }: GetPublication): Promise<Answer<PublicationAnswer>> {
    return getPublication(this.reader, question);
  }
}
